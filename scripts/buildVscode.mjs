// Packs editors/vscode into dist/gradus-vscode.vsix, which VS Code installs by `code --install-extension`. A .vsix is a zip with
// two files of its own (Open Packaging Conventions); @vscode/vsce would write them too, with 300 packages to publish and sign.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { strToU8, zipSync } from "fflate";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.join(root, "editors", "vscode");
const target = path.join(root, "dist", "gradus-vscode.vsix");
const read = (...names) => fs.readFileSync(path.join(...names), "utf8");

const { version } = JSON.parse(read(root, "package.json"));
const manifest = { version, ...JSON.parse(read(source, "manifest.json")) };

const { outputFiles } = await build({
  entryPoints: [path.join(source, "extension.ts")],
  bundle: true,
  write: false,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  minify: true,
  logLevel: "warning",
});

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const { name, publisher, displayName, description, engines, categories, keywords, extensionKind } = manifest;
const vsixManifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${keywords.join(",")}</Tags>
    <Categories>${categories.join(",")}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${engines.vscode}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="${extensionKind.join(",")}"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
const types = { json: "application/json", js: "application/javascript", md: "text/markdown" };
Object.assign(types, { txt: "text/plain", vsixmanifest: "text/xml" });
const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${Object.entries(types)
  .map(([extension, type]) => `<Default Extension=".${extension}" ContentType="${type}"/>`)
  .join("")}</Types>
`;

const files = {
  "[Content_Types].xml": contentTypes,
  "extension.vsixmanifest": vsixManifest,
  "extension/package.json": JSON.stringify(manifest, undefined, 2),
  "extension/extension.js": outputFiles[0].text,
  "extension/README.md": read(source, "README.md"),
  "extension/LICENSE.txt": read(root, "LICENSE"),
};
const packed = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, strToU8(text)]));
fs.mkdirSync(path.dirname(target), { recursive: true });
// the same sources make the same bytes
fs.writeFileSync(target, zipSync(packed, { level: 9, mtime: new Date(1980, 0, 1, 12) }));
