import Bottleneck from "bottleneck";
import { UserError } from "../../errors.ts";
import type { BotLog } from "../bot-log.ts";

export interface RedisConnection {
  readonly connection: Bottleneck.IORedisConnection;
  close(): Promise<void>;
}

/**
 * A connection over which replicas count their requests to GitHub together. The client for Redis is not part of the bot;
 * it is loaded from where the bot runs.
 *
 * @throws UserError `input_invalid` when the package ioredis is not there
 */
export async function connectRedis(url: string, log: BotLog): Promise<RedisConnection> {
  const client = new (await loadClient())(url);
  const connection = new Bottleneck.IORedisConnection({ client });
  connection.on("error", (error: unknown) => log.failure("Redis failed", error));
  return { connection, close: () => connection.disconnect() };
}

async function loadClient(): Promise<new (url: string) => object> {
  // In a variable: a bundler must leave it alone.
  const name = "ioredis";
  try {
    const { Redis } = await import(name);
    return Redis;
  } catch (cause) {
    throw new UserError("Cannot connect to Redis: the package ioredis is not installed", {
      code: "input_invalid",
      hint: "Install ioredis beside the bot, or leave REDIS_URL out.",
      cause,
    });
  }
}
