// Filters and sorts a list on its page. The list's items carry data-<name> for every choice of the form, data-words for words that
// are not seen, and what ORDERS sorts by. The state stands in the address, so that a filtered list can be shared.

const form = document.querySelector("form[data-filter]");
const list = document.getElementById(form.dataset.filter);
// A list may be divided: then its items lie in the parts, which are hidden with their last item and keep their order.
const parts = [...list.querySelectorAll("[data-group]")];
const items = parts.length ? [...list.querySelectorAll("[data-group] [data-words]")] : [...list.children];
const count = form.querySelector("[role=status]");
const fields = [...form.elements].filter((field) => field.name);
// The first choice of a list is what it shows until a reader chooses: most often everything, with an empty value.
const initial = new Map(fields.map((field) => [field, field.options?.[0].value ?? ""]));
/** A long list that is not divided begins with so many; a button shows the rest. */
const FIRST = 60;
const folder = form.querySelector("[data-fold]");
const rest = document.createElement("button");
let whole = history.state?.whole ?? false;
const texts = new Map(items.map((item) => [item, fold(`${item.textContent} ${item.dataset.words}`)]));

/** Lower case, without the soft details of spelling: "é" as "e", but å, ä and ö stay letters of their own. */
function fold(text) {
  return text.toLocaleLowerCase("sv").normalize("NFC").replace(/[^\u0000-\u024f]/gu, " ").replace(/[éè]/gu, "e").replace(/\s+/gu, " ");
}

function chosen(item) {
  return fields.every(({ name, value }) => {
    if (!value || name === "ordning") return true;
    if (name === "q") return fold(value).split(" ").every((word) => texts.get(item).includes(word));
    return (item.dataset[name] ?? "").split(" ").includes(value);
  });
}

// What a list can be ordered by, besides the order that it was written in.
const ORDERS = {
  nyast: (a, b) => b.dataset.nyast.localeCompare(a.dataset.nyast),
  typ: (a, b) => a.dataset.typ.localeCompare(b.dataset.typ, "sv"),
  samst: (a, b) => a.dataset.samst - b.dataset.samst,
};

function ordered() {
  const order = ORDERS[form.elements.ordning?.value];
  return order ? [...items].sort((a, b) => order(a, b) || items.indexOf(a) - items.indexOf(b)) : items;
}

function show() {
  const order = ordered();
  const found = order.filter(chosen);
  const shown = new Set(whole || parts.length ? found : found.slice(0, FIRST));
  for (const item of items) item.hidden = !shown.has(item);
  for (const part of parts) part.hidden = !part.querySelector("[data-words]:not([hidden])");
  if (!parts.length) list.append(...order);
  const { all, first, some, none } = count.dataset;
  const cut = shown.size < found.length;
  const pattern = cut ? first : found.length === items.length ? all : found.length ? some : none;
  count.textContent = pattern.replace("{shown}", shown.size).replace("{total}", cut ? found.length : items.length);
  rest.textContent = form.dataset.rest.replace("{total}", found.length);
  rest.parentElement.hidden = !cut;
}

function showAll() {
  whole = true;
  show();
  remember();
}

function goOn() {
  const next = [...list.children].filter(chosen)[FIRST];
  showAll();
  // The reader goes on where the list was cut.
  next?.querySelector("a")?.focus();
}

function changed() {
  return fields.filter((field) => field.value !== initial.get(field));
}

function remember() {
  const query = new URLSearchParams(changed().map(({ name, value }) => [name, value])).toString();
  // A list that was shown whole is so again when the reader comes back to it.
  history.replaceState({ whole }, "", query ? `?${query}` : location.pathname);
}

function unfold(open) {
  form.classList.toggle("filter-form--open", open);
  folder.setAttribute("aria-expanded", open);
}

function recall() {
  const state = new URLSearchParams(location.search);
  for (const field of fields) {
    field.value = state.get(field.name) ?? initial.get(field);
    if (field.selectedIndex === -1) field.value = initial.get(field);
  }
  if (changed().some((field) => field.name !== "q")) unfold(true);
  show();
}

rest.type = "button";
rest.className = "quiet-button";
rest.addEventListener("click", goOn);
list.after(Object.assign(document.createElement("p"), { className: "filter-rest" }));
list.nextElementSibling.append(rest);
addEventListener("beforeprint", showAll);
folder.addEventListener("click", () => unfold(!form.classList.contains("filter-form--open")));
form.addEventListener("input", () => {
  show();
  remember();
});
form.addEventListener("reset", () => {
  // The fields are empty only after the event.
  setTimeout(() => {
    show();
    remember();
  });
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", recall);
form.hidden = false;
recall();
