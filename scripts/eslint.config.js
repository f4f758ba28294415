// Lint rules. The import arrows of the house and the doors of its rooms (scripts/lib/rooms.mjs) are errors.
import tseslint from "typescript-eslint";
import { arrows, doors, open } from "./lib/rooms.mjs";

const rooms = Object.keys(arrows);

const roomRules = rooms.map((room) => {
  const forbidden = rooms.filter((other) => other !== room && !arrows[room].includes(other));
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${forbidden.join("|")})/`,
              message: `${room}/ may import only: ${arrows[room].join(", ") || "leaves of src/"}.`,
            },
            {
              regex: `^(\\.\\./)+(${rooms.filter((other) => other !== room && !open.includes(other)).join("|")})/(?!(${doors.join("|")})\\.js$)`,
              message: `A room is entered through its ${doors.join(".ts, ")}.ts.`,
            },
            {
              regex: "^(\\.\\./)+(index|cli|kernelCli|commandLine)\\.js$",
              message: "Arrows point down: no room imports index or a command line.",
            },
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ["dist/**", "src/*/assembly/**", "**/*.wasm.ts", "**/fixtures/**", "test/**/*.py"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: `${import.meta.dirname}/..` },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "prefer-rest-params": "off", // how many arguments came is asked without showing a list of them in the types
    },
  },
  ...roomRules,
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
);
