// Fetches what has changed, and sends what a person does. What is folded open stays open.
const parts = ["conversation", "side"].map((id) => ({ element: document.getElementById(id), path: `/${id}`, tag: "" }));

function openFolds(element) {
  return [...element.querySelectorAll("details")].map((fold, index) => [fold.id || index, fold.open]);
}

async function refresh(part) {
  const answer = await fetch(part.path, { headers: { "if-none-match": part.tag } });
  if (answer.status !== 200) return;
  part.tag = answer.headers.get("etag") ?? "";
  const were = new Map(openFolds(part.element));
  part.element.innerHTML = await answer.text();
  for (const [index, fold] of [...part.element.querySelectorAll("details")].entries()) {
    fold.open = were.get(fold.id || index) ?? fold.open;
  }
}

async function refreshAll() {
  await Promise.allSettled(parts.map(refresh));
  setTimeout(refreshAll, 500);
}

async function send(path, fields) {
  const answer = await fetch(path, { method: "POST", body: JSON.stringify(fields) });
  if (!answer.ok) alert(await answer.text());
  await Promise.allSettled(parts.map(refresh));
}

const form = document.getElementById("say");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { author, body } = form.elements;
  if (body.value.trim() === "") return;
  await send("/comments", { author: author.value, body: body.value });
  body.value = "";
});

form.elements.label.addEventListener("change", async () => {
  const { author, label } = form.elements;
  if (label.value !== "") await send("/labels", { author: author.value, label: label.value });
  label.value = "";
});

document.getElementById("side").addEventListener("click", async ({ target }) => {
  if (!target.matches("button.review")) return;
  const { run, environment, person, state } = target.dataset;
  target.disabled = true;
  await send("/reviews", { run: Number(run), environment, person, state });
});

refreshAll();
