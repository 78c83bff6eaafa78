// A ceiling for the sample organization: `node:http` and nothing else. It gets pages from its parent and answers them in
// turn: below /bytes as the bytes that they are, below /json made from objects anew for each answer.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

process.once('message', (pages: readonly string[]) => {
  const bytes = pages.map((page) => Buffer.from(page));
  const objects = pages.map((page) => JSON.parse(page) as unknown);
  let count = 0;
  const server = createServer((request, response) => {
    const index = count++ % pages.length;
    // A body must be read, if only to be forgotten.
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json;charset=UTF-8' });
      response.end(request.url === '/bytes' ? bytes[index] : JSON.stringify(objects[index]));
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit());
