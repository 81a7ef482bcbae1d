import { describeRights } from "../../chatops/describe-rights.ts";
import type { SafeAnswer } from "../../report/render-answers.ts";
import type { RunContext } from "../run-context.ts";
import type { Asking } from "./asking.ts";

/** `whoami`: who somebody is here, and what they may ask for in which cluster. */
export async function describeAsker(asking: Asking, { redactor }: RunContext): Promise<readonly SafeAnswer[]> {
  const { clusters } = await asking.settings();
  return Promise.all(
    clusters.map(async (cluster): Promise<SafeAnswer> => {
      const { person, rules } = await asking.rightsOf(asking.ask.author, cluster);
      const { login, role } = person;
      return {
        kind: "rights",
        login: redactor.text(login),
        role,
        cluster: redactor.text(cluster.name),
        rights: describeRights(person, rules),
      };
    }),
  );
}
