// What runs in the page: paper, pen and bars, by the rules of anywidget. Pixels travel as messages, so that the notebook
// does not keep them; strokes are kept, so that a page that is loaded again shows the drawing.
import { widgetInk } from "../../plotting/internal.js";

export const padStyle = `
.gradus-pad { display: flex; flex-wrap: wrap; gap: 8px 24px; padding: 4px; color: ${widgetInk}; font-size: 13px; }
.gradus-pad canvas { width: 280px; height: 280px; background: white; border: 1px solid #90a4ae; border-radius: 4px;
  touch-action: none; cursor: crosshair; }
.gradus-pad canvas:focus-visible, .gradus-pad button:focus-visible { outline: 3px solid #1976d2; outline-offset: 1px; }
.gradus-pad .row { display: flex; align-items: center; gap: 12px; margin-top: 6px; }
.gradus-pad button { font: inherit; padding: 4px 14px; }
.gradus-pad .bars { display: grid; grid-template-columns: 1.2em 200px 4.5em; gap: 4px 8px; align-content: start; }
.gradus-pad .bars i { display: block; height: 16px; margin: 2px 0; background: #90a4ae; border-radius: 2px; width: 0; }
.gradus-pad .bars i.best { background: #1976d2; }
.gradus-pad .bars span { text-align: right; font-variant-numeric: tabular-nums; }
.gradus-pad .said { min-height: 1.5em; margin: 6px 0 0; }
.gradus-pad small { display: block; max-width: 280px; opacity: 0.75; margin-top: 4px; }
`;

export const padModule = `
export default { render({ model, el }) {
  const { side, pen, words, examples } = model.get("fixed");
  const make = (name, parent, more = {}) => parent.appendChild(Object.assign(document.createElement(name), more));
  const pad = make("div", el, { className: "gradus-pad" });
  // JupyterLab's shortcuts would take the keys away
  pad.setAttribute("data-lm-suppress-shortcuts", "true");
  const left = make("div", pad);
  const canvas = make("canvas", left, { width: side, height: side, tabIndex: 0 });
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", words.paper);
  const row = make("div", left, { className: "row" });
  const clearButton = make("button", row, { type: "button", textContent: words.clear });
  const label = make("label", row);
  const prepare = make("input", label, { type: "checkbox", checked: model.get("prepare") });
  label.append(" " + words.prepare);
  make("small", left, { textContent: words.hint });
  const right = make("div", pad);
  const bars = make("div", right, { className: "bars" });
  const rows = Array.from({ length: 10 }, (_, digit) => {
    make("b", bars, { textContent: String(digit) });
    const bar = make("i", make("div", bars));
    return { bar, share: make("span", bars) };
  });
  const said = make("p", right, { className: "said" });
  said.setAttribute("aria-live", "polite");
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  let strokes = model.get("strokes").map((stroke) => [...stroke]);
  let isWaiting = false, hasNews = false;

  const draw = () => {
    ink.fillStyle = "white";
    ink.fillRect(0, 0, side, side);
    Object.assign(ink, { lineWidth: pen, lineCap: "round", lineJoin: "round", strokeStyle: "black" });
    for (const stroke of strokes) {
      ink.beginPath();
      ink.moveTo(stroke[0], stroke[1]);
      for (let i = stroke.length > 2 ? 2 : 0; i < stroke.length; i += 2) ink.lineTo(stroke[i], stroke[i + 1]);
      ink.stroke();
    }
  };
  const show = (shares) => {
    const best = shares ? shares.indexOf(Math.max(...shares)) : -1;
    rows.forEach(({ bar, share }, digit) => {
      bar.style.width = (shares ? 100 * shares[digit] : 0) + "%";
      bar.className = digit === best ? "best" : "";
      share.textContent = shares ? (100 * shares[digit]).toFixed(1) + " %" : "";
    });
    said.textContent = shares
      ? words.answer + ": " + best + " (" + (100 * shares[best]).toFixed(0) + " %)"
      : words.empty;
  };
  // one question at a time: what is drawn meanwhile is asked when the answer has come
  const ask = () => {
    if (strokes.length === 0) { hasNews = false; show(undefined); return; }
    if (isWaiting) { hasNews = true; return; }
    isWaiting = true; hasNews = false;
    const rgba = ink.getImageData(0, 0, side, side).data;
    const pixels = new Uint8Array(side * side);
    for (let i = 0; i < pixels.length; i++) pixels[i] = rgba[4 * i];
    model.send({ prepare: prepare.checked }, undefined, [pixels.buffer]);
  };
  const answered = (message) => {
    isWaiting = false;
    if (strokes.length === 0) show(undefined);
    else if (message.error) said.textContent = message.error;
    else show(message.probabilities);
    if (hasNews) ask();
  };
  const keep = () => {
    model.set({ strokes: strokes.map((stroke) => stroke.map(Math.round)), prepare: prepare.checked });
    model.save_changes();
  };
  const change = () => { draw(); ask(); };
  const clear = () => { strokes = []; change(); keep(); };

  const add = (event) => {
    const box = canvas.getBoundingClientRect();
    for (const one of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event])
      strokes.at(-1).push(((one.clientX - box.left) * side) / box.width, ((one.clientY - box.top) * side) / box.height);
    change();
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    strokes.push([]);
    add(event);
  });
  canvas.addEventListener("pointermove", (event) => { if (canvas.hasPointerCapture(event.pointerId)) add(event); });
  canvas.addEventListener("pointerup", keep);
  canvas.addEventListener("pointercancel", keep);
  const steps = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step) strokes = strokes.map((stroke) => stroke.map((value, i) => value + step[i % 2]));
    else if (/^[0-9]$/.test(event.key)) strokes = examples[event.key].map((stroke) => [...stroke]);
    else if (event.key === "Delete" || event.key === "Backspace") strokes = [];
    else return;
    event.preventDefault();
    event.stopPropagation();
    change(); keep();
  });
  clearButton.addEventListener("click", clear);
  prepare.addEventListener("change", () => { ask(); keep(); });
  model.on("msg:custom", answered);
  draw(); show(undefined); ask();
  return () => model.off("msg:custom", answered);
} }`;
