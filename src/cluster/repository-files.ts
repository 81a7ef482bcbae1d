/** The files of one revision of the repository, as data. Paths are relative to its root, with `/`. */
export interface RepositoryFiles {
  /** A commit SHA, or `working-tree` for a folder on disk. */
  readonly revision: string;
  /** The file's text, or undefined when there is no such file. */
  read(path: string, options?: { readonly signal?: AbortSignal }): Promise<string | undefined>;
  /** Every file path below `directory` (recursively), sorted; empty when the folder does not exist. */
  list(directory: string, options?: { readonly signal?: AbortSignal }): Promise<readonly string[]>;
}
