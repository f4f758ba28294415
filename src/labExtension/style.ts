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
.gradus-variables { container-type: inline-size; overflow: auto; padding: 8px; color: var(--jp-ui-font-color1); background: var(--jp-layout-color1); font-size: var(--jp-ui-font-size1); }
.gradus-variables input { width: 100%; box-sizing: border-box; margin-bottom: 8px; padding: 2px 4px; color: inherit; background: var(--jp-input-background); border: 1px solid var(--jp-border-color1); }
.gradus-variables > table { width: 100%; border-collapse: collapse; font-family: var(--jp-code-font-family); font-size: var(--jp-code-font-size); }
.gradus-variables > table :is(th, td) { max-width: 14em; padding: 2px 6px; overflow: hidden; text-align: left; text-overflow: ellipsis; white-space: nowrap; }
.gradus-variables > table tbody tr { cursor: pointer; }
.gradus-variables > table tbody tr:hover { background: var(--jp-layout-color2); }
/* JupyterLab's side bar is about 250 pixels wide: there a variable takes two lines, type, shape and memory below. */
@container (max-width: 500px) {
  .gradus-variables > table, .gradus-variables > table > * { display: block; }
  .gradus-variables > table tr { display: grid; grid-template-columns: 38% 1fr auto; column-gap: 6px; padding: 3px 0; border-bottom: 1px solid var(--jp-border-color2); }
  .gradus-variables > table :is(th, td) { max-width: none; padding: 0; }
  .gradus-variables > table :is(th, td):nth-child(2) { grid-column: 2 / 4; }
  .gradus-variables > table :is(th, td):nth-child(n + 3) { color: var(--jp-ui-font-color2); font-size: 90%; }
}
.gradus-variables-shown { margin-top: 12px; overflow: auto; }
${tokenRules.join("\n")}
`;
}
