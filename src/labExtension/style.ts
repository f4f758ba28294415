// How it looks: JupyterLab's own colours, so that every theme fits.

const colours = {
  "class, enum, interface, type, typeParameter, namespace": "variable-3-color",
  parameter: "variable-2-color",
  "function, method": "def-color",
  enumMember: "atom-color",
};

const tokenRules = Object.entries(colours).map(([types, colour]) => {
  const selectors = types.split(", ").map((type) => `.gradus-${type}, .gradus-${type} *`);
  return `${selectors.join(", ")} { color: var(--jp-mirror-editor-${colour}); }`;
});

export function addStyle(): void {
  document.head.appendChild(document.createElement("style")).textContent = `
.gradus-hover, .gradus-signature { max-width: 640px; max-height: 320px; overflow: auto; padding: 4px 8px; font-size: var(--jp-ui-font-size1); }
.gradus-hover pre, .gradus-signature code { font-family: var(--jp-code-font-family); font-size: var(--jp-code-font-size); margin: 0; white-space: pre-wrap; }
.gradus-signature b { color: var(--jp-brand-color1); text-decoration: underline; }
.cm-tooltip:has(.gradus-hover, .gradus-signature, .gradus-message) { background: var(--jp-layout-color1); border: 1px solid var(--jp-border-color1); color: var(--jp-ui-font-color1); }
.gradus-message { white-space: pre-wrap; font-family: var(--jp-ui-font-family); max-width: 640px; }
.gradus-code { opacity: 0.6; }
.gradus-fix { display: block; padding: 2px 0; cursor: pointer; color: var(--jp-content-link-color); background: none; border: none; font: inherit; text-align: left; }
.gradus-fix:hover { text-decoration: underline; }
.cm-lintRange-hint { background-image: none; }
.gradus-unused { opacity: 0.55; }
.gradus-deprecated { text-decoration: line-through; }
.gradus-hint { opacity: 0.55; font-size: 90%; }
.gradus-problems { cursor: pointer; padding: 0 8px; white-space: pre; line-height: 24px; }
.gradus-file { overflow: auto; }
${tokenRules.join("\n")}
`;
}
