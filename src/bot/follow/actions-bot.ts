/** Whose name stands under what a workflow's own token does; brackets cannot be part of a person's login. */
export const actionsBot = "github-actions[bot]";
