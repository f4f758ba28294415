// What runs in the page: modules for https://anywidget.dev, as text. Colours come from the page, so that light and dark
// both fit; every button is a real one, so that keyboard, touch and screen readers find it.
import { widgetInk } from "../../plotting/internal.js";

/** Makes an element with attributes and children. */
const element = `
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}`;

/** The question: one button an option, pressed or not, until the answer was seen. */
export const questionPage = `${element}
let count = 0;
export default {
  render({ model, el }) {
    const id = "gradus-prediction-" + ++count + "-" + Math.random().toString(36).slice(2);
    const buttons = model.get("options").map(([key, text]) => {
      const button = element("button", { type: "button", "data-key": key }, element("b", {}, "(" + key + ")"), " " + text);
      button.addEventListener("click", () => {
        if (model.get("isFinal")) return;
        model.set("chosen", key);
        model.save_changes();
      });
      return button;
    });
    const status = element("p", { class: "status", role: "status" });
    const question = element("p", { id }, element("strong", {}, model.get("title") + "."), " " + model.get("question"));
    const group = element("div", { class: "options", role: "group", "aria-labelledby": id }, ...buttons);
    el.append(element("div", { class: "gradus-prediction" }, question, group, status));
    const show = () => {
      const chosen = model.get("chosen");
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.key === chosen));
        button.setAttribute("aria-disabled", String(model.get("isFinal")));
      }
      status.textContent = model.get("isFinal") ? "" : model.get(chosen === "" ? "commit" : "committed");
    };
    model.on("change:chosen", show);
    model.on("change:isFinal", show);
    show();
    return () => {
      model.off("change:chosen", show);
      model.off("change:isFinal", show);
    };
  },
};`;

/** The answer: what is missing until something was chosen, then choice, answer and reason. */
export const answerPage = `${element}
export default {
  render({ model, el }) {
    const root = element("div", { class: "gradus-prediction", role: "status" });
    el.append(root);
    const show = () => {
      const chosen = model.get("chosen");
      if (chosen === "" && !model.get("isShown")) {
        const anyway = element("button", { type: "button", class: "anyway" }, model.get("showAnyway"));
        anyway.addEventListener("click", () => {
          model.set("isShown", true);
          model.save_changes();
        });
        root.replaceChildren(element("p", {}, model.get("wait"), " ", anyway));
        return;
      }
      const kind = chosen === "" ? "seen" : chosen === model.get("right") ? "right" : "wrong";
      const verdict = element("p", { class: "verdict " + kind }, element("strong", {}, model.get("verdicts")[chosen]));
      const measured = model.get("measured");
      const numbers = measured === "" ? [] : [element("pre", {}, measured)];
      root.replaceChildren(verdict, element("p", {}, model.get("because")), ...numbers);
    };
    model.on("change:chosen", show);
    model.on("change:isShown", show);
    show();
    return () => {
      model.off("change:chosen", show);
      model.off("change:isShown", show);
    };
  },
};`;

export const pageStyle = `
.gradus-prediction {
  box-sizing: border-box;
  max-width: 46rem;
  margin: 0.25rem 0;
  padding: 0.1rem 0 0.1rem 0.8rem;
  border-left: 4px solid #1976d2;
  color: ${widgetInk};
  font-family: var(--jp-content-font-family, inherit);
  font-size: var(--jp-content-font-size1, inherit);
  line-height: 1.5;
}
.gradus-prediction p { margin: 0.3rem 0; }
.gradus-prediction pre { margin: 0.3rem 0; color: inherit; background: transparent; white-space: pre-wrap; }
.gradus-prediction .options { display: flex; flex-direction: column; gap: 0.35rem; }
.gradus-prediction button {
  min-height: 2.5rem;
  padding: 0.35rem 0.8rem;
  border: 1px solid color-mix(in srgb, currentColor 35%, transparent);
  border-radius: 0.35rem;
  background: transparent;
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
  touch-action: manipulation;
}
.gradus-prediction button:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
.gradus-prediction button:focus-visible { outline: 3px solid #1976d2; outline-offset: 1px; }
.gradus-prediction button[aria-pressed="true"] {
  border-color: #1976d2;
  background: color-mix(in srgb, #1976d2 18%, transparent);
}
.gradus-prediction button[aria-disabled="true"] { cursor: default; }
.gradus-prediction button[aria-disabled="true"]:not([aria-pressed="true"]) { opacity: 0.6; }
.gradus-prediction .status { min-height: 1.5em; font-size: 0.9em; opacity: 0.8; }
.gradus-prediction .anyway { min-height: 2.25rem; margin-left: 0.5rem; }
.gradus-prediction .verdict { padding-left: 0.6rem; border-left: 4px solid currentColor; }
.gradus-prediction .verdict.right { border-color: #43a047; }
.gradus-prediction .verdict.wrong { border-color: #fb8c00; }
`;
