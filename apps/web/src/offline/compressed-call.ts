/** Work goes out compressed where everything on the way lets it through; what does not is found out and gets it plain. */
export type Call = (url: URL | RequestInfo, init: RequestInit) => Promise<Response>;

/** about one packet: below it compressing gains nothing */
const smallest = 1_000;
/** A line that is cut is no proof; so often in a row only the plain call going through is one. */
const enoughDoubts = 3;

/** The sender is who he should be and nobody is overloaded: what was refused may be how it was packed. */
const mayBeThePacking = (status: number): boolean =>
  (status >= 400 && status < 500 && ![401, 408, 429].includes(status)) || status === 501;

const pack = (text: string): Promise<ArrayBuffer> =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();

/** A call that is sent again is harmless: the server knows each command by its id. */
export const compressedCall = (call: Call): Call => {
  let allowed = typeof CompressionStream !== 'undefined';
  let doubts = 0;
  let wasCut = false;
  return async (url, init) => {
    const { body } = init;
    if (!allowed || typeof body !== 'string' || body.length < smallest) return call(url, init);
    if (wasCut) {
      wasCut = false;
      const reply = await call(url, init);
      doubts += 1;
      allowed = doubts < enoughDoubts;
      return reply;
    }
    const headers = new Headers(init.headers);
    headers.set('content-encoding', 'gzip');
    const packed = await pack(body);
    const reply = await call(url, { ...init, body: packed, headers }).catch((cause: unknown) => {
      wasCut = true;
      throw cause;
    });
    if (!mayBeThePacking(reply.status)) {
      doubts = 0;
      return reply;
    }
    const plain = await call(url, init);
    allowed = !plain.ok;
    return plain;
  };
};
