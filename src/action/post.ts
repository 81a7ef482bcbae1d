/** The action's post step: mostly nothing. After a run that was cancelled or killed it lets go of what that one held. */
import { readHeldText } from "./operate/held-text.ts";
import { readUntoldText } from "./request/untold-text.ts";

if (readUntoldText(process.env) !== "") {
  const { tellInterrupted } = await import("./request/run-notes.ts");
  tellInterrupted(process.env);
}
if (readHeldText(process.env) !== "") {
  const { releaseHeld } = await import("./operate/release-held.ts");
  await releaseHeld(process.env);
}
