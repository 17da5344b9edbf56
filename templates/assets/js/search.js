// The search page: own results over Pagefind's index. Everything that comes from the index is written as text, never as HTML.

const PAGE = 20;
const PARTS = 5;
const form = document.getElementById("sokformular");
const status = document.getElementById("sokstatus");
const results = document.getElementById("soktraffar");
const more = document.getElementById("sokfler");
const pattern = document.getElementById("soktraff");
const fields = ["q", "sort", "program", "mal", "status"].map((name) => form.elements[name]);

// Relative to this script, so that the site works below any path: assets/search.<hash>.js -> pagefind/pagefind.js
const INDEX = new URL("../pagefind/pagefind.js", import.meta.url).href;
let loading;
let latest = 0;

function index() {
  loading ??= import(INDEX).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  });
  return loading;
}

function say(key, count) {
  const text = status.dataset[key];
  status.textContent = count === undefined ? text : text.replace("{count}", count.toLocaleString("sv-SE"));
}

/** An excerpt holds <mark> around the words found and &lt; &gt; for the page's own signs; both become nodes and text here. */
function marked(excerpt) {
  return excerpt.split(/(<mark>.*?<\/mark>)/su).map((part) => {
    const hit = part.match(/^<mark>(.*)<\/mark>$/su);
    const text = (hit ? hit[1] : part).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (!hit) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

/** A page of many small things is one hit: the parts of it that match best, to lead straight to them. */
function parts(data) {
  if (!data.meta.parts) return [];
  const weight = (part) => part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);
  return data.sub_results.filter((part) => part.anchor).sort((a, b) => weight(b) - weight(a)).slice(0, PARTS);
}

function entry(data) {
  const node = pattern.content.cloneNode(true);
  const link = node.querySelector("a");
  link.href = data.url;
  link.textContent = data.meta.title;
  node.querySelector(".search__label").textContent = data.meta.label ?? "";
  node.querySelector(".search__sentence").textContent = data.meta.sentence ?? "";
  const excerpt = node.querySelector(".search__excerpt");
  // Without a word there is nothing to mark: the excerpt would only be the page's first words.
  if (data.excerpt.includes("<mark>")) excerpt.replaceChildren(...marked(data.excerpt));
  else excerpt.remove();
  const list = node.querySelector(".search__parts");
  const found = parts(data);
  for (const part of found) {
    const link = document.createElement("a");
    link.href = part.url;
    link.textContent = part.title;
    list.appendChild(document.createElement("li")).append(link);
  }
  if (!found.length) list.remove();
  return node;
}

/** Show the next hits of a search, and put the focus on the first of them when the reader asked for more. */
async function show(found, run, focus) {
  const shown = results.children.length;
  const data = await Promise.all(found.slice(shown, shown + PAGE).map((hit) => hit.data()));
  if (run !== latest) return;
  results.append(...data.map(entry));
  more.hidden = results.children.length >= found.length;
  more.onclick = () => show(found, run, true);
  if (focus) results.children[shown]?.querySelector("a").focus();
}

/** The index reads å as a and ö as o, so that "aldre" finds äldre. But whoever types "våld" does not mean "valdeltagande": a word with dots is
 * first sought as it is spelt. */
async function find(pagefind, query, filters) {
  if (/[åäö]/i.test(query)) {
    await pagefind.options({ exactDiacritics: true });
    const spelt = await pagefind.search(query, { filters });
    if (spelt.results.length) return spelt;
  }
  await pagefind.options({ exactDiacritics: false });
  return pagefind.search(query || null, { filters });
}

async function search() {
  const run = ++latest;
  const query = form.elements.q.value.trim();
  const filters = Object.fromEntries(fields.slice(1).filter((f) => f.value).map((f) => [f.name, f.value]));
  if (!query && !Object.keys(filters).length) {
    results.replaceChildren();
    more.hidden = true;
    say("idle");
    return;
  }
  // Told only when it takes a while: a reader who listens is not interrupted at every letter.
  const slow = setTimeout(() => say("busy"), 400);
  try {
    const pagefind = await index();
    const { results: found } = await find(pagefind, query, filters);
    if (run !== latest) return;
    clearTimeout(slow);
    results.replaceChildren();
    more.hidden = true;
    say(found.length === 0 ? "none" : found.length === 1 ? "one" : "many", found.length);
    await show(found, run, false);
  } catch (error) {
    if (run === latest) say("error");
    // Once loading has failed it stays failed; the next attempt starts anew.
    loading = undefined;
    console.error(error);
  } finally {
    clearTimeout(slow);
  }
}

/** Put the search into the address, once it is shown: what stands there can be sent to somebody else. */
function remember() {
  const state = new URLSearchParams(fields.filter((f) => f.value.trim()).map((f) => [f.name, f.value.trim()]));
  history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
}

function recall() {
  const state = new URLSearchParams(location.search);
  for (const field of fields) {
    field.value = state.get(field.name) ?? "";
    if (field.selectedIndex === -1) field.value = "";
  }
  search();
}

let pause;
form.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => search().then(remember), 200);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  search().then(remember);
});
addEventListener("popstate", recall);
form.hidden = false;
recall();
