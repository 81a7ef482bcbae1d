/** The least that a webhook's server can do: reads the body and answers 202. */
import { createServer } from "node:http";

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.writeHead(202, { "content-length": 0 }).end());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  console.log(JSON.stringify({ message: "listening", port }));
});
process.on("SIGTERM", () => process.exit());
