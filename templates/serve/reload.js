// Only build.py serve adds this to a page. When the content has changed it brings the page to what a fresh load of it would show: in place
// where all that differs is words that no script holds on to, else by loading it anew. Faults are shown over the last good page.
const own = document.currentScript;
const here = location.pathname + location.search;

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = "/.serve/reload.css";

const overlay = document.createElement("section");
overlay.className = "serve-faults";
overlay.setAttribute("role", "alert");
overlay.hidden = true;
const heading = document.createElement("h2");
heading.textContent = "Innehållet har fel. Sidan bakom är den senaste som gick att visa.";
const list = document.createElement("pre");
overlay.append(heading, list);
// Beside head and body, which stay as the page has them.
document.documentElement.append(sheet, overlay);

/** The page as the server has it now; null when it has none of the kind that can be compared. */
async function fetched() {
  try {
    const answer = await fetch(here, { cache: "no-store" });
    const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const line = page && page.querySelector('script[src="/.serve/reload.js"]');
    if (!line) return null;
    const said = { ...line.dataset };
    for (const name of Object.keys(said)) line.dataset[name] = "";
    return { page, said };
  } catch {
    return null;
  }
}

const HELD = "script, style, link, noscript, template, form, button, input, select, textarea, iframe, dialog";

/** Whether a script may have taken hold of an element: by its data, or because it is something to press or to write in. What only the
 *  search index reads (data-pagefind-…, and the value that it names) is nothing to hold on to. */
function marked(element) {
  const names = Object.keys(element.dataset ?? {});
  const indexed = names.some((name) => name.startsWith("pagefind"));
  return element.matches(HELD) || names.some((name) => !name.startsWith("pagefind") && !(indexed && name === "value"));
}

function held(node) {
  return node.nodeType === Node.ELEMENT_NODE && (marked(node) || [...node.querySelectorAll("*")].some(marked));
}

function within(element) {
  return element !== null && (marked(element) || within(element.parentElement));
}

/** How children of a live element, before another, come to be others; null when a script has changed them, or may hold on to them. */
function replaced(live, next, old, was, now) {
  if (old.some((node, at) => !node.isEqualNode(was[at])) || within(live) || [...old, ...now].some(held)) return null;
  const step = () => {
    for (const node of now) live.insertBefore(document.importNode(node, true), old[0] ?? next);
    for (const node of old) node.remove();
  };
  return [step];
}

/** What brings a live element from one state of it to another, as a list of steps; null when nothing in place can. */
function steps(was, now, live) {
  const alike = was.nodeName === now.nodeName && was.cloneNode(false).isEqualNode(now.cloneNode(false));
  if (was.nodeType !== Node.ELEMENT_NODE || !alike || live.nodeName !== was.nodeName) return null;
  const [a, b, c] = [was, now, live].map((element) => [...element.childNodes]);
  if (a.length !== c.length) return null;
  if (a.length === b.length) {
    const found = a.map((child, at) => {
      if (child.isEqualNode(b[at])) return [];
      return steps(child, b[at], c[at]) ?? replaced(live, null, [c[at]], [child], [b[at]]);
    });
    return found.includes(null) ? null : found.flat();
  }
  let first = 0;
  let rest = 0;
  const shorter = Math.min(a.length, b.length);
  while (first < shorter && a[first].isEqualNode(b[first])) first += 1;
  while (rest < shorter - first && a[a.length - 1 - rest].isEqualNode(b[b.length - 1 - rest])) rest += 1;
  const middle = (nodes) => nodes.slice(first, nodes.length - rest);
  return replaced(live, c[c.length - rest] ?? null, middle(c), middle(a), middle(b));
}

/** The steps from one page to the next where these differ in words alone, in title and description too. */
function way(was, now) {
  const [a, b, c] = [was, now, document].map((page) => [...page.head.childNodes]);
  if (a.length !== b.length || a.length !== c.length || !was.documentElement.cloneNode(false).isEqualNode(now.documentElement.cloneNode(false))) return null;
  const found = steps(was.body, now.body, document.body);
  const words = (node) => node.nodeName === "TITLE" || (node.nodeName === "META" && node.name === "description");
  const differing = a.flatMap((node, at) => (node.isEqualNode(b[at]) ? [] : [at]));
  if (!found || !differing.every((at) => words(a[at]) && words(b[at]))) return null;
  return [...differing.map((at) => () => c[at].replaceWith(document.importNode(b[at], true))), ...found];
}

let shown = { page: null, said: { ...own.dataset } };
let told = own.dataset.version;

/** The page that is shown, as it was before any script ran: what it is compared with. */
async function begun() {
  const found = await fetched();
  if (found?.said.version === shown.said.version) shown = found;
}

let busy = begun();

async function renewed() {
  await busy;
  if (told === shown.said.version) return;
  const next = await fetched();
  // Other pictures, or another page than was compared with: a fresh load knows.
  const found = shown.page && next && next.said.beside === shown.said.beside ? way(shown.page, next.page) : null;
  if (!found) {
    news.close();
    location.reload();
    return;
  }
  for (const step of found) step();
  Object.assign(own.dataset, next.said);
  shown = next;
}

const news = new EventSource("/.serve/news");
news.addEventListener("message", (event) => {
  const { version, faults } = JSON.parse(event.data);
  list.textContent = faults;
  overlay.hidden = !faults;
  if (!faults) {
    told = String(version);
    busy = renewed();
  }
});
