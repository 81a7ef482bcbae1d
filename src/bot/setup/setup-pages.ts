/** The three pages that a person sees while the App is made. No scripts, nothing loaded from anywhere. */
import { eventNeeds, permissionNeeds } from "../../app-needs.ts";

/** The button that takes the manifest to GitHub. */
export function startPage(form: {
  readonly action: string;
  readonly manifest: object;
  readonly target: string;
}): string {
  const rows = permissionNeeds.map(
    ({ name, access, why }) => `<tr><td><code>${name}</code></td><td>${access}</td><td>${text(why)}</td></tr>`,
  );
  return page(
    "Create the GitHub App",
    `<p>GitHub will ask you to name the App and to create it on <b>${text(form.target)}</b>. It gets a webhook, a secret and
a private key of its own; both are written to this machine's environment file, and shown nowhere.</p>
<table><tr><th>permission</th><th>access</th><th>why</th></tr>${rows.join("")}</table>
<p>Events: ${eventNeeds.map(({ name }) => `<code>${name}</code>`).join(", ")}.</p>
<form action="${text(form.action)}" method="post">
<input type="hidden" name="manifest" value="${text(JSON.stringify(form.manifest))}">
<button type="submit">Create the App on GitHub</button></form>`,
  );
}

export function createdPage(app: { readonly url: string; readonly slug: string; readonly appId: number }): string {
  return page(
    "The App is there",
    `<p>Its credentials are written down. What is left:</p>
<ol><li><a href="${text(app.url)}/installations/new">Install ${text(app.slug)}</a> on the repository of your cluster, and on no other.</li>
<li>Put <code>bot: { appId: ${app.appId} }</code> into <code>.github/talos-chatops.yaml</code> on the default branch.</li>
<li>Start the bot, then run <code>talos-chatops doctor</code>.</li></ol>
<p>This page has done its work and can be closed.</p>`,
  );
}

export function refusedPage(reason: string): string {
  return page("This did not work", `<p>${text(reason)}</p>`);
}

function page(title: string, body: string): string {
  const style =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}button{font:inherit;padding:.5rem 1rem}";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title>
<style>${style}</style></head><body><h1>${text(title)}</h1>
${body}
</body></html>
`;
}

function text(plain: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return plain.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
