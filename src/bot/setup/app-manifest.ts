import { eventNeeds, permissionNeeds } from "../../app-needs.ts";

export interface ManifestOptions {
  readonly name: string;
  /** Where GitHub delivers to. */
  readonly webhookUrl: string;
  /** Where GitHub sends the browser with the code. */
  readonly redirectUrl: string;
}

const description = "Operates Talos Linux clusters from comments and labels on pull requests.";
const homepage = "https://github.com/OWNER/talos-chatops";

/** https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export function appManifest({ name, webhookUrl, redirectUrl }: ManifestOptions) {
  return {
    name,
    description,
    url: homepage,
    public: false,
    hook_attributes: { url: webhookUrl, active: true },
    redirect_url: redirectUrl,
    default_permissions: Object.fromEntries(permissionNeeds.map(({ name, access }) => [name, access])),
    default_events: eventNeeds.map(({ name }) => name),
  };
}
