// What a name can be, in the order of TypeScript's own numbers (services/classifier2020).

export const colourTypes = [
  ...["class", "enum", "interface", "namespace", "typeParameter", "type", "parameter", "variable"],
  ...["enumMember", "property", "function", "method"],
];

export const colourModifiers = ["declaration", "static", "async", "readonly", "defaultLibrary", "local"];
