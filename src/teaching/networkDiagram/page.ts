// What runs in the page: the drawings of all steps are there, buttons, a slider and keys go through them.
import { widgetInk } from "../../plotting/internal.js";

export const diagramStyle = `
.gradus-diagram { max-width: 660px; color: ${widgetInk}; font-size: 13px; }
.gradus-diagram svg { display: block; max-width: 100%; height: auto; }
.gradus-diagram .row { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
.gradus-diagram button { font: inherit; min-width: 44px; min-height: 32px; touch-action: manipulation; }
.gradus-diagram input { flex: 1; min-width: 140px; min-height: 32px; }
.gradus-diagram :focus-visible { outline: 3px solid #1976d2; outline-offset: 1px; }
.gradus-diagram .said { margin: 4px 0; min-height: 3.2em; }
.gradus-diagram .said p { margin: 0 0 2px; }
.gradus-diagram .said p + p { font-variant-numeric: tabular-nums; }
`;

export const diagramModule = `
export default { render({ model, el }) {
  const { steps, words } = model.get("fixed");
  const make = (name, parent, more = {}) => parent.appendChild(Object.assign(document.createElement(name), more));
  const root = make("div", el, { className: "gradus-diagram" });
  // JupyterLab's shortcuts would take the keys away
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", words.label);
  const picture = make("div", root);
  const said = make("div", root, { className: "said" });
  said.setAttribute("aria-live", "polite");
  const row = make("div", root, { className: "row" });
  const back = make("button", row, { type: "button", textContent: "◀", title: words.back });
  const play = make("button", row, { type: "button" });
  const next = make("button", row, { type: "button", textContent: "▶|", title: words.next });
  const slider = make("input", row, { type: "range", min: 0, max: steps.length - 1, step: 1 });
  slider.setAttribute("aria-label", words.step);
  const count = make("span", row);
  for (const button of [back, next]) button.setAttribute("aria-label", button.title);
  let timer;

  const show = () => {
    const at = model.get("step");
    const { svg, caption, lines } = steps[at];
    picture.innerHTML = svg;
    picture.firstElementChild.setAttribute("aria-hidden", "true");
    said.replaceChildren();
    for (const line of [caption, ...lines]) make("p", said, { textContent: line });
    slider.value = at;
    slider.setAttribute("aria-valuetext", caption);
    count.textContent = at + 1 + " / " + steps.length;
    back.disabled = at === 0;
    next.disabled = at === steps.length - 1;
    play.textContent = timer ? "⏸ " + words.pause : "▶ " + words.play;
  };
  const go = (step) => {
    model.set("step", Math.max(0, Math.min(steps.length - 1, step)));
    model.save_changes();
    show();
  };
  const stop = () => { clearInterval(timer); timer = undefined; show(); };
  const start = () => {
    timer = setInterval(() => {
      go(model.get("step") + 1);
      if (model.get("step") === steps.length - 1) stop();
    }, 1800);
    go(model.get("step") === steps.length - 1 ? 0 : model.get("step") + 1);
  };
  back.onclick = () => { stop(); go(model.get("step") - 1); };
  next.onclick = () => { stop(); go(model.get("step") + 1); };
  play.onclick = () => (timer ? stop() : start());
  slider.oninput = () => { const step = Number(slider.value); stop(); go(step); };
  // on a button, too, the arrow keys step; the slider has them by itself
  root.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way || event.target === slider || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    stop(); go(model.get("step") + way);
  });
  show();
  return () => clearInterval(timer);
} }`;
