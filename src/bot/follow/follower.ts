import type { BotEvent } from "../bot-parts.ts";

/** Through whose eyes a request is followed: the event's, whichever that was. */
export type Follower = Pick<BotEvent, "github" | "log">;
