/** Compiles the batched sockets into `target`, with more compiler options; false where there is no compiler. Throws where the source does not compile. */
export function buildNative(target: string, more?: readonly string[]): boolean
