// The VS Code extension: starts `gradus lsp`, which itself leaves notebooks of other kernels alone.
//
// VS Code's own TypeScript reports no type errors in notebook cells (microsoft/vscode#212366, since 1.90), so that nothing has
// to be turned off; what it still says there are syntax errors and faded names.
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type Executable } from "vscode-languageclient/node";

const notebook = "jupyter-notebook";
const languages = ["typescript", "javascript", "typescriptreact", "javascriptreact"];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { inlayHints, kernels } = vscode.workspace.getConfiguration("gradus");
  client = new LanguageClient("gradus", "Gradus", server(), {
    documentSelector: languages.map((language) => ({ notebook, language })),
    initializationOptions: { inlayHints: inlayHints as unknown, kernels: kernels as unknown },
    // without `gradus.cli`, which is none of the server's settings
    middleware: {
      workspace: {
        didChangeConfiguration: async () => {
          const { inlayHints, kernels } = vscode.workspace.getConfiguration("gradus");
          const settings = { gradus: { inlayHints: inlayHints as unknown, kernels: kernels as unknown } };
          await client?.sendNotification("workspace/didChangeConfiguration", { settings });
        },
      },
    },
    synchronize: { configurationSection: "gradus" },
  });
  context.subscriptions.push(
    vscode.commands.registerCommand("gradus.formatAllCells", async () => {
      const open = vscode.window.activeNotebookEditor?.notebook.uri;
      const request = { command: "gradus.formatNotebook", arguments: [open?.toString()] };
      if (open) await client?.sendRequest("workspace/executeCommand", request);
    }),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

/** The workspace's own gradus, since its types are those of the workspace's notebooks. */
function server(): Executable {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const named = vscode.workspace.getConfiguration("gradus").get<string>("cli");
  const installed = folder && path.join(folder, "node_modules", "gradus", "dist", "cli.js");
  const cli = named || (installed && fs.existsSync(installed) ? installed : undefined);
  const options = folder ? { cwd: folder } : {};
  if (cli) return { command: "node", args: [cli, "lsp"], options };
  return { command: "npx", args: ["gradus", "lsp"], options: { ...options, shell: true } };
}
