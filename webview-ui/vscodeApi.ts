import type { Channel } from '../src/protocol/rpc.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What the editor offers to a page: a channel to its host, and a place for plain data that outlives the page. */
export function connectToEditor(): { readonly channel: Channel; getState(): unknown; setState(state: unknown): void } {
  // The editor hands this out once for each page.
  const api = acquireVsCodeApi();
  return {
    channel: {
      post: (message) => {
        api.postMessage(message);
      },
      listen: (listener) => {
        const receive = (event: MessageEvent<unknown>): void => {
          listener(event.data);
        };
        window.addEventListener('message', receive);
        return () => {
          window.removeEventListener('message', receive);
        };
      },
    },
    getState: () => api.getState(),
    setState: (state) => {
      api.setState(state);
    },
  };
}
