// Lint rules. The import arrows of the house (CONTRIBUTING.md) are errors: each folder lists the rooms it may enter.
import tseslint from "typescript-eslint";

/** room → rooms it may import from. What is not listed here is forbidden. `leaf` files lie directly in src/. */
const arrows = {
  array: [],
  random: ["array"],
  datasets: ["array", "random"],
  preprocessing: ["array"],
  metrics: ["array"],
  display: [],
  engine: ["array"],
  keras: ["array", "random", "datasets", "engine", "display", "preprocessing"],
  modelSelection: ["array", "random", "display", "metrics", "preprocessing"],
  wrappers: ["array", "keras", "modelSelection", "metrics", "preprocessing"],
  plotting: ["array", "display", "metrics"],
  widgets: ["array", "display", "plotting"],
  playground: ["array", "random", "display", "plotting", "widgets", "engine", "keras"],
  teaching: [
    "array",
    "random",
    "display",
    "plotting",
    "widgets",
    "playground",
    "engine",
    "keras",
    "preprocessing",
    "datasets",
  ],
  jupyter: [],
  kernel: ["jupyter", "display"],
  notebook: ["jupyter"],
};
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
              regex: "^(\\.\\./)+(index|cli)\\.js$",
              message: "Arrows point down: no room imports index or cli.",
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
