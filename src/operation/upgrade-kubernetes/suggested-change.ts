/** Lines of files that should become others, so that Git says what the cluster runs. */
export interface SuggestedChange {
  readonly changes: readonly {
    readonly file: string;
    readonly line: number;
    readonly before: string;
    readonly after: string;
  }[];
  /** Values whose place in the repository was not found: `cluster.apiServer.image` should become …. */
  readonly unplaced: readonly { readonly path: string; readonly value: string }[];
}
