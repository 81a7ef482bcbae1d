/** People make Apps, install them, and press the buttons of their check runs. */
import { findOrAddUser } from "../accounts.ts";
import { createApp, installApp, type NewApp, uninstallApp } from "../apps.ts";
import { requestCheckRunAction, rerequestCheckRun } from "../check-runs.ts";
import type { App, CheckRun, Installation, Repository, State } from "../state.ts";

export interface AppActions {
  /** @throws Error for a slug that is taken, or an event that the permissions do not cover */
  addApp(app: Omit<NewApp, "owner"> & { readonly owner?: string }): App;
  /**
   * On one repository or several of one account; what is there already stays. The owner of the account does it unless told.
   */
  install(
    app: App,
    repositories: Repository | readonly [Repository, ...Repository[]],
    options?: { readonly person?: string },
  ): Installation;
  uninstall(installation: Installation, options?: { readonly person?: string }): void;
  /**
   * Confirms an App's manifest in the browser, as Probot's set-up page sends people to do.
   *
   * @returns the code that GitHub sends the browser back with; it makes the App, once, within the hour
   */
  confirmManifest(manifest: Readonly<Record<string, unknown>>, options: { readonly person: string }): string;
  /** "Re-run" on the check run's page. */
  rerequestCheckRun(run: CheckRun, person: string): void;
  /** Another button of it. */
  requestCheckRunAction(run: CheckRun, identifier: string, person: string): void;
}

export function appActions(state: State): AppActions {
  return {
    addApp: ({ owner = "acme", ...app }) => createApp(state, { ...app, owner: findOrAddUser(state, owner) }),
    install(app, repositories, { person } = {}) {
      const all = isOne(repositories) ? ([repositories] as const) : repositories;
      const sender = person === undefined ? all[0].owner : findOrAddUser(state, person);
      return installApp(state, app, all, sender);
    },
    uninstall(installation, { person } = {}) {
      const sender = person === undefined ? installation.account : findOrAddUser(state, person);
      uninstallApp(state, installation, sender);
    },
    confirmManifest(manifest, { person }) {
      const code = `${state.nextId()}`.padStart(40, "0");
      const confirmedAt = state.now().toISOString();
      state.manifests.set(code, { owner: findOrAddUser(state, person), text: manifest, confirmedAt });
      return code;
    },
    rerequestCheckRun: (run, person) => rerequestCheckRun(state, run, findOrAddUser(state, person)),
    requestCheckRunAction: (run, identifier, person) =>
      requestCheckRunAction(state, run, identifier, findOrAddUser(state, person)),
  };
}

function isOne(repositories: Repository | readonly Repository[]): repositories is Repository {
  return !Array.isArray(repositories);
}
