// Lets a reader explore a chart: read off each figure with pointer or arrow keys, and hide lines. The drawing library and the chart's
// data are fetched when the button is pressed, not before; on any fault the picture stays. Every text is written as text, never as HTML.

const NARROW = matchMedia("(max-width: 40rem)");
const DARK = matchMedia("(prefers-color-scheme: dark)");
/** A pointer farther than this many px from every figure points at none of them. */
const NEAR = 60;
/** Keys of a spec that hold a colour; words, which may look like one, stand under others. */
const PAINT = /^(?:colour|fill|stroke)$|Color$/u;

for (const box of document.querySelectorAll(".explore[data-chart]")) {
  const button = box.querySelector("[data-open]");
  button.hidden = false;
  button.addEventListener("click", () => open(box, button));
}

async function open(box, button) {
  const said = box.querySelector("[data-said]");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  said.textContent = box.dataset.loading;
  let view;
  try {
    const [library, data] = await Promise.all([import(new URL(box.dataset.library, document.baseURI).href), fetched(box.dataset.chart)]);
    view = new Explored(box, library.vegaEmbed, data);
    await view.draw();
    said.textContent = "";
    view.show();
  } catch (error) {
    view?.close();
    said.textContent = box.dataset.failed;
    console.warn(error);
  }
  button.removeAttribute("aria-disabled");
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

class Explored {
  constructor(box, embed, data) {
    this.box = box;
    this.embed = embed;
    this.data = data;
    this.still = [...box.children].filter((child) => child.tagName !== "TEMPLATE");
    this.node = box.querySelector("template").content.cloneNode(true).firstElementChild;
    this.plot = this.node.querySelector(".explore__plot");
    this.ground = this.node.querySelector("[data-plot]");
    this.tip = this.node.querySelector(".explore__tip");
    this.live = this.node.querySelector("[data-live]");
    this.hidden = new Set();
    this.marked = null;
    this.ended = new AbortController();
    this.listTracks();
    this.listen();
  }

  /** Draws for the present width and colour scheme; what is hidden stays so. */
  async draw() {
    const wide = NARROW.matches ? "narrow" : "wide";
    const { spec, figures } = this.data[wide];
    const dark = DARK.matches ? this.data.dark : {};
    const painted = JSON.parse(JSON.stringify(spec), (key, value) => (PAINT.test(key) ? (dark[value] ?? value) : value));
    const target = document.createElement("div");
    // The library measures a node of the document; this one is shown when the drawing in it is done.
    this.ground.append(target);
    const { view } = await this.embed(target, painted, {
      mode: "vega-lite",
      ast: true,
      renderer: "svg",
      actions: false,
      defaultStyle: false,
      hover: false,
      tooltip: false,
      logLevel: 1,
      formatLocale: this.data.locale,
    });
    this.view?.finalize();
    for (const old of [...this.ground.children]) if (old !== target) old.remove();
    this.view = view;
    this.spec = spec;
    this.figures = figures;
    await view.signal("hidden", [...this.hidden]).runAsync();
    this.mark(null);
    for (const { swatch, colour } of this.swatches) swatch.style.color = dark[colour] ?? colour;
  }

  show() {
    for (const child of this.still) child.hidden = true;
    this.box.append(this.node);
    this.plot.focus();
  }

  close() {
    this.ended.abort();
    this.view?.finalize();
    this.node.remove();
    for (const child of this.still) child.hidden = false;
  }

  listTracks() {
    const list = this.node.querySelector(".explore__tracks");
    list.hidden = this.data.tracks.length === 0;
    this.swatches = this.data.tracks.map(({ name, colour }) => {
      const label = document.createElement("label");
      const choice = document.createElement("input");
      const swatch = document.createElement("i");
      choice.type = "checkbox";
      choice.checked = true;
      choice.addEventListener("change", () => this.toggle(name, choice.checked));
      label.append(choice, swatch, name);
      list.append(label);
      return { swatch, colour };
    });
  }

  listen() {
    const { signal } = this.ended;
    this.plot.addEventListener("pointermove", (event) => this.mark(this.nearest(event)));
    this.plot.addEventListener("pointerdown", (event) => this.mark(this.nearest(event)));
    this.plot.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.mark(null));
    this.plot.addEventListener("keydown", (event) => this.key(event));
    this.plot.addEventListener("blur", () => this.mark(null));
    this.node.querySelector("[data-close]").addEventListener("click", () => {
      this.close();
      this.box.querySelector("[data-open]").focus();
    });
    const again = () => this.draw().catch(() => this.close());
    NARROW.addEventListener("change", again, { signal });
    DARK.addEventListener("change", again, { signal });
  }

  toggle(name, shown) {
    if (shown) this.hidden.delete(name);
    else this.hidden.add(name);
    if (this.marked && this.hidden.has(this.marked.of)) this.mark(null);
    this.view.signal("hidden", [...this.hidden]).run();
  }

  get shown() {
    return this.figures.filter((figure) => !this.hidden.has(figure.of));
  }

  /** Where px of the plot lie in the box: the margins of the drawing, and how much it is scaled. */
  get frame() {
    const svg = this.ground.querySelector("svg");
    const { left, right, top } = this.spec.padding;
    return { left, top, scale: svg.clientWidth / (this.spec.width + left + right) };
  }

  nearest(event) {
    const box = this.plot.getBoundingClientRect();
    const { left, top, scale } = this.frame;
    const [x, y] = [(event.clientX - box.left) / scale - left, (event.clientY - box.top) / scale - top];
    const far = ({ px, py }) => Math.hypot(px - x, py - y);
    const [best] = this.shown.sort((a, b) => far(a) - far(b));
    return best && far(best) * scale < NEAR ? best : null;
  }

  /** Arrow keys: along a line, and between lines to the nearest figure in time. In a chart of rows every figure is a line of its own. */
  key(event) {
    const { key } = event;
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Escape"].includes(key)) return;
    event.preventDefault();
    if (key === "Escape") return void this.mark(null);
    const all = this.shown;
    if (!all.length) return;
    // The first press takes the last figure of the line that lies on top.
    this.mark(this.marked ? this.step(key, this.marked, all) : all[all.length - 1], true);
  }

  step(key, from, all) {
    const lines = [...new Set(all.map((figure) => figure.of))];
    const flat = lines.length === all.length;
    const line = flat ? [...all].sort((a, b) => a.py - b.py) : all.filter((f) => f.of === from.of).sort((a, b) => a.px - b.px);
    const at = line.indexOf(from);
    if (key === "Home") return line[0];
    if (key === "End") return line[line.length - 1];
    const on = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    if (flat || key === "ArrowLeft" || key === "ArrowRight") return line[Math.min(Math.max(at + on, 0), line.length - 1)];
    const far = (figure) => Math.abs(figure.px - from.px);
    const next = lines[(lines.indexOf(from.of) - on + lines.length) % lines.length];
    return all.filter((f) => f.of === next).sort((a, b) => far(a) - far(b))[0];
  }

  /** Rings a figure and says it; null takes the ring away. ``aloud`` tells a screen reader too. */
  mark(figure, aloud = false) {
    if (figure === this.marked && !aloud) return;
    this.marked = figure;
    this.view.signal("marked", figure?.nr ?? -1).run();
    this.tip.hidden = !figure;
    if (!figure) return;
    const name = this.data.tracks.length || this.figures.some((f) => f.of !== figure.of) ? figure.of : "";
    this.tip.querySelector("[data-of]").textContent = name;
    this.tip.querySelector("[data-value]").textContent = figure.said;
    if (aloud) this.live.textContent = name ? `${name}, ${figure.said}` : figure.said;
    this.place(figure);
  }

  /** Puts the tip above its figure, or below it at the top, within the box. */
  place({ px, py }) {
    const { left, top, scale } = this.frame;
    const [x, y] = [(px + left) * scale, (py + top) * scale];
    const { offsetWidth: wide, offsetHeight: high } = this.tip;
    const at = Math.min(Math.max(x - wide / 2, 0), Math.max(this.plot.clientWidth - wide, 0));
    this.tip.style.transform = `translate(${Math.round(at)}px, ${Math.round(y - high - 14 < 0 ? y + 14 : y - high - 14)}px)`;
  }
}
