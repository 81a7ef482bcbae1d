// Fetches what has changed, and sends what a person does. What is folded open stays open.
const parts = ["conversation", "side"].map((id) => ({ element: document.getElementById(id), path: `/${id}`, tag: "" }));
const gone = document.getElementById("gone");

function foldsOf(element) {
  const all = [...element.querySelectorAll("details")];
  return all.map((fold, index) => {
    const place = fold.closest("[id]");
    const within = place === fold ? 0 : [...place.querySelectorAll("details")].indexOf(fold);
    return { fold, name: place === element ? index : `${place.id} ${within}` };
  });
}

async function refresh(part) {
  const answer = await fetch(part.path, { headers: { "if-none-match": part.tag } });
  if (answer.status !== 200) return;
  part.tag = answer.headers.get("etag") ?? "";
  const were = new Map(foldsOf(part.element).map(({ fold, name }) => [name, fold.open]));
  part.element.innerHTML = await answer.text();
  for (const { fold, name } of foldsOf(part.element)) fold.open = were.get(name) ?? fold.open;
}

async function refreshAll() {
  const results = await Promise.allSettled(parts.map(refresh));
  gone.hidden = results.every(({ status }) => status === "fulfilled");
  setTimeout(refreshAll, 500);
}

// True when it was taken.
async function send(path, fields) {
  try {
    const answer = await fetch(path, { method: "POST", body: JSON.stringify(fields) });
    if (!answer.ok) alert(await answer.text());
    await Promise.allSettled(parts.map(refresh));
    return answer.ok;
  } catch {
    gone.hidden = false;
    return false;
  }
}

const form = document.getElementById("say");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { author, body } = form.elements;
  if (body.value.trim() === "") return;
  if (await send("/comments", { author: author.value, body: body.value })) body.value = "";
  form.scrollIntoView({ block: "nearest" });
});

form.elements.body.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

form.elements.label.addEventListener("change", async () => {
  const { author, label } = form.elements;
  if (label.value !== "") await send("/labels", { author: author.value, label: label.value });
  label.value = "";
});

document.getElementById("conversation").addEventListener("click", async ({ target }) => {
  const comment = Number(target.dataset.comment);
  if (target.matches("button.delete")) await send("/comments/delete", { comment });
  if (!target.matches("button.edit")) return;
  const body = prompt("The comment becomes:", target.dataset.body);
  if (body) await send("/comments/edit", { comment, body });
});

document.getElementById("side").addEventListener("click", async ({ target }) => {
  if (!target.matches("button.review")) return;
  const { run, environment, person, state } = target.dataset;
  target.disabled = true;
  if (!(await send("/reviews", { run: Number(run), environment, person, state }))) target.disabled = false;
});

refreshAll();
