// Only build.py serve adds this to a page: it loads the page anew when the content has changed, and shows what is wrong with it meanwhile.
const version = Number(document.currentScript.dataset.version);

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = "/.serve/reload.css";
document.head.append(sheet);

const overlay = document.createElement("section");
overlay.className = "serve-faults";
overlay.setAttribute("role", "alert");
overlay.hidden = true;
const heading = document.createElement("h2");
heading.textContent = "Innehållet har fel. Sidan bakom är den senaste som gick att visa.";
const list = document.createElement("pre");
overlay.append(heading, list);
document.body.append(overlay);

const news = new EventSource("/.serve/news");
news.addEventListener("message", (event) => {
  const told = JSON.parse(event.data);
  list.textContent = told.faults;
  overlay.hidden = !told.faults;
  if (!told.faults && told.version !== version) {
    news.close();
    location.reload();
  }
});
