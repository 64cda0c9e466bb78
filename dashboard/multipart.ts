/** What a form with a file brought, besides the file. */
export type MultipartFields = ReadonlyMap<string, string>

/** A file on its way: its bytes as they come, to be read once. */
export interface ComingFile {
  /** As the browser gave it; no path. */
  readonly name: string
  readonly content: AsyncIterable<Uint8Array>
}

/** Most bytes of a part's head, of a field, and of all fields: they stand before the file. */
const MOST_HEAD = 8 * 1024
const MOST_FIELD = 64 * 1024
const MOST_FIELDS = 50

/**
 * Reads a form (multipart/form-data, RFC 7578) that may be too big to hold: fields come first, then one file, of which nothing is kept. Undefined where
 * the body is no such form, or has no file. What stands behind the file is not read. Throws {@link CutOff} where the connection ends before the file does,
 * here or while the file is read.
 */
export async function readMultipart(
  request: Request,
): Promise<{ readonly fields: MultipartFields; readonly file: ComingFile } | undefined> {
  const boundary = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(
    request.headers.get('content-type') ?? '',
  )
  if (boundary === null || request.body === null) return undefined
  const bytes = new Coming(request.body)
  const border = `\r\n--${boundary[1] ?? boundary[2]}`
  // The first border stands at the very beginning, without the line end before it.
  bytes.unread(Buffer.from('\r\n'))
  const fields = new Map<string, string>()
  let before = await bytes.upTo(border, MOST_HEAD)
  for (let parts = 0; before !== undefined && parts < MOST_FIELDS; parts += 1) {
    const head = await bytes.upTo('\r\n\r\n', MOST_HEAD)
    if (head === undefined || head.startsWith('--')) return undefined
    const name = parameterOf(head, 'name')
    const file = parameterOf(head, 'filename')
    if (file !== undefined)
      return file === '' ? undefined : { fields, file: { name: file, content: bytes.until(border) } }
    before = await bytes.upTo(border, MOST_FIELD)
    if (before !== undefined && name !== undefined) fields.set(name, before)
  }
  return undefined
}

/** A parameter of a part's disposition. Browsers write a quote in it as %22. */
function parameterOf(head: string, parameter: 'name' | 'filename'): string | undefined {
  const line = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? ''
  return new RegExp(`;\\s*${parameter}="([^"]*)"`, 'i').exec(line)?.[1]?.slice(0, 300)
}

/** Bytes of a request as they come, with what was read too far. */
class Coming {
  readonly #pieces: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.alloc(0)

  constructor(body: ReadableStream<Uint8Array>) {
    this.#pieces = body[Symbol.asyncIterator]()
  }

  unread(bytes: Buffer): void {
    this.#held = Buffer.concat([bytes, this.#held])
  }

  /** The text up to a border, which is passed; undefined where that does not come within so many bytes. */
  async upTo(border: string, most: number): Promise<string | undefined> {
    for (;;) {
      const at = this.#held.indexOf(border)
      if (at > most) return undefined
      if (at !== -1) {
        const text = this.#held.subarray(0, at).toString('utf8')
        this.#held = this.#held.subarray(at + border.length)
        return text
      }
      if (this.#held.length > most + border.length || !(await this.#more())) return undefined
    }
  }

  /** The bytes up to a border. Throws where the form ends before it: a file that was cut off is no file. */
  async *until(border: string): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(border)
      if (at !== -1) {
        if (at > 0) yield this.#held.subarray(0, at)
        return
      }
      // What may be the beginning of the border is not given away yet.
      const sure = this.#held.length - border.length
      if (sure > 0) {
        yield this.#held.subarray(0, sure)
        this.#held = this.#held.subarray(sure)
      }
      if (!(await this.#more())) throw new CutOff()
    }
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next().catch(() => {
      throw new CutOff()
    })
    if (done) return false
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value])
    return true
  }
}

/** The connection ended before the file did. */
export class CutOff extends Error {
  override readonly name = 'CutOff'
}
