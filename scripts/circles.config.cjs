// dependency-cruiser's one rule: imports that lead back to where they began are errors, those of types alone too. What an import
// may enter is eslint's to say (scripts/lib/rooms.mjs).
module.exports = {
  forbidden: [
    {
      name: "no circle of imports",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "/assembly/" },
    doNotFollow: { path: "node_modules" },
  },
};
