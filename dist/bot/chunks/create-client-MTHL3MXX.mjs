import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Octokit,
  fetchWithin,
  legacyRestEndpointMethods,
  paginateRest,
  retry,
  throttling
} from "./chunk-3K3CBX36.mjs";
import "./chunk-C3BEJPGI.mjs";
import "./chunk-NTXQJOUO.mjs";

// node_modules/@octokit/plugin-request-log/dist-src/version.js
var VERSION = "6.0.0";

// node_modules/@octokit/plugin-request-log/dist-src/index.js
function requestLog(octokit) {
  octokit.hook.wrap("request", (request, options) => {
    octokit.log.debug("request", options);
    const start = Date.now();
    const requestOptions = octokit.request.endpoint.parse(options);
    const path = requestOptions.url.replace(options.baseUrl, "");
    return request(options).then((response) => {
      const requestId = response.headers["x-github-request-id"];
      octokit.log.info(
        `${requestOptions.method} ${path} - ${response.status} with id ${requestId} in ${Date.now() - start}ms`
      );
      return response;
    }).catch((error) => {
      const requestId = error.response?.headers["x-github-request-id"] || "UNKNOWN";
      octokit.log.error(
        `${requestOptions.method} ${path} - ${error.status} with id ${requestId} in ${Date.now() - start}ms`
      );
      throw error;
    });
  });
}
requestLog.VERSION = VERSION;

// node_modules/@octokit/rest/dist-src/version.js
var VERSION2 = "22.0.1";

// node_modules/@octokit/rest/dist-src/index.js
var Octokit2 = Octokit.plugin(requestLog, legacyRestEndpointMethods, paginateRest).defaults(
  {
    userAgent: `octokit-rest.js/${VERSION2}`
  }
);

// src/adapters/github/create-client.ts
var Client = Octokit2.plugin(retry, throttling);
var requestTimeoutMs = 3e4;
var maxLimitRetries = 2;
function createClient(connection) {
  const { token, apiUrl, log, retryUnitMs = 1e3, maxPauseSeconds = 120, paced = true } = connection;
  const pause = (kind) => (seconds, _options, _octokit, retryCount) => {
    const wait = seconds <= maxPauseSeconds && retryCount < maxLimitRetries;
    log.warn(`GitHub's ${kind} rate limit is reached: ${wait ? `waiting ${seconds} s` : `${seconds} s is too long`}`);
    return wait;
  };
  return new Client({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ""),
    userAgent: "talos-chatops",
    // Messages of the API may quote what a pull request says; ours name the action instead (see github-error.ts).
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    request: { fetch: fetchWithin(requestTimeoutMs) },
    retry: { retryAfterBaseValue: retryUnitMs },
    throttle: {
      enabled: paced,
      id: apiUrl,
      onRateLimit: pause("primary"),
      onSecondaryRateLimit: pause("secondary")
    }
  });
}
function ignore() {
}
export {
  createClient
};
