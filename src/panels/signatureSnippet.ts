/**
 * A server in Node that takes only what Telnyx signed, with the `telnyx` package. Code is not translated; a test runs
 * it as it stands.
 */
export const signatureSnippet = `import { createServer } from "node:http";
import Telnyx from "telnyx";

const client = new Telnyx({
  apiKey: process.env.TELNYX_API_KEY,
  publicKey: process.env.TELNYX_PUBLIC_KEY,
});

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  // The raw body: JSON that was parsed and written again is another text, and no signature fits it.
  const body = Buffer.concat(chunks).toString("utf8");
  try {
    const event = await client.webhooks.unwrap(body, { headers: request.headers });
    console.log(event.data.event_type);
    response.writeHead(200).end();
  } catch {
    // No webhook of Telnyx, or one older than 5 minutes.
    response.writeHead(401).end();
  }
}).listen(process.env.PORT ?? 3000);
`;
