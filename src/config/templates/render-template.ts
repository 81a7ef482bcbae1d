/** Renders a template of the repository as minijinja-cli 2.24 does: the text, and where each of its lines came from. */
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import { UserError } from "../../errors.ts";
import { autoescapeFor } from "./autoescape.ts";
import type { WrittenText } from "./evaluate/output.ts";
import { render } from "./evaluate/render.ts";
import type { Template } from "./evaluate/state.ts";
import { folderOf, resolveInclude } from "./include-path.ts";
import type { RenderedText } from "./rendered-text.ts";
import { parseTemplate } from "./syntax/parse-template.ts";
import { TemplateFault, tooMuch, toUserError } from "./template-fault.ts";
import { type Clock, defaultLimits, Meter, type TemplateLimits } from "./template-limits.ts";
import type { TemplateSettings } from "./template-settings.ts";
import { ValueMap } from "./values/value-map.ts";

export interface RenderOptions {
  readonly files: RepositoryFiles;
  /** What templates see as `ENV.*`; the environment of the process is never shown. */
  readonly environment: Readonly<Record<string, string>>;
  /** Top-level names, as minijinja-cli's `-D name=value`. */
  readonly definitions?: Readonly<Record<string, string>>;
  readonly settings: TemplateSettings;
  /** Refuse undefined values; the settings decide when left out. */
  readonly strict?: boolean;
  readonly limits?: Partial<TemplateLimits>;
  /** Folders that includes may come from; the template's own folder and those below it when left out. */
  readonly roots?: readonly string[];
  /** For the limit on time; without it only the limits on work apply. */
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

/**
 * Renders the template at a path of the repository.
 * Throws UserError `template_invalid`, `template_unsupported`, `template_limit` or `file_missing`, with file, line and column.
 */
export async function renderTemplate(path: string, options: RenderOptions): Promise<RenderedText> {
  const library = new TemplateLibrary(path, options);
  await library.read(path);
  for (;;) {
    options.signal?.throwIfAborted();
    const attempt = tryRender(path, library, options);
    if (attempt instanceof NotRead) await library.read(attempt.path);
    else return finish(attempt, options.settings.newline);
  }
}

/** Thrown where a template is needed that was not read yet. It is read then, and the rendering starts anew. */
class NotRead {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }
}

function tryRender(path: string, library: TemplateLibrary, options: RenderOptions): WrittenText | NotRead {
  const { environment, settings, clock, signal } = options;
  try {
    const template = library.get(path);
    if (template === undefined) throw fileMissing(path);
    return render({
      template,
      definitions: new Map(Object.entries({ ...settings.definitions, ...options.definitions })),
      environment: new ValueMap(Object.entries(environment)),
      strict: options.strict ?? settings.strict,
      pyCompat: settings.pyCompat,
      meter: new Meter({ ...defaultLimits, ...options.limits }, clock, signal),
      load: (name, from) => library.find(name, from),
    });
  } catch (error) {
    if (error instanceof NotRead) return error;
    throw error instanceof TemplateFault ? toUserError(error, path) : error;
  }
}

function fileMissing(path: string): UserError {
  return new UserError(`Cannot render ${path}: there is no such file`, {
    code: "file_missing",
    hint: "Check the path; those of the settings are relative to the repository's root.",
    location: { file: path },
  });
}

/** minijinja-cli ends its output with a newline of its own when `newline` is set. */
function finish({ text, origins }: WrittenText, newline: boolean): RenderedText {
  const whole = newline ? `${text}\n` : text;
  const lines = whole.endsWith("\n") ? origins.slice(0, whole.split("\n").length - 1) : origins;
  return { text: whole, origins: whole === "" ? [] : lines };
}

/** The templates read so far, parsed when they are used. */
class TemplateLibrary {
  readonly #options: RenderOptions;
  readonly #limits: TemplateLimits;
  readonly #roots: readonly string[];
  readonly #sources = new Map<string, string | undefined>();

  constructor(path: string, options: RenderOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#roots = options.roots ?? [folderOf(path)];
  }

  /** Reads a template and those that it names outright, so that few renderings start in vain. */
  async read(path: string): Promise<void> {
    if (this.#sources.has(path)) return;
    if (this.#sources.size > this.#limits.includes) {
      throw toUserError(tooMuch(`more than ${this.#limits.includes} files are included`), path);
    }
    const { files, signal } = this.#options;
    const source = await files.read(path, signal === undefined ? {} : { signal });
    this.#sources.set(path, source);
    await Promise.all(this.#referencesOf(path).map((reference) => this.read(reference)));
  }

  /** A template that does not parse, or names what it may not, says so when it is used. */
  #referencesOf(path: string): readonly string[] {
    try {
      const references = this.get(path)?.syntax.references ?? [];
      return references.map((name) => resolveInclude(name, path, this.#roots));
    } catch (error) {
      if (error instanceof TemplateFault) return [];
      throw error;
    }
  }

  find(name: string, from: string): Template | undefined {
    if (!this.#options.settings.include) return undefined;
    const path = resolveInclude(name, from, this.#roots);
    if (!this.#sources.has(path)) throw new NotRead(path);
    return this.get(path);
  }

  get(path: string): Template | undefined {
    const source = this.#sources.get(path);
    if (source === undefined) return undefined;
    const { settings } = this.#options;
    const syntax = parseTemplate(source, settings, path, this.#limits.sourceLength);
    return { path, syntax, autoescape: autoescapeFor(path, settings) };
  }
}
