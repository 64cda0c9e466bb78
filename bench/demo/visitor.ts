import { request } from 'node:http'

/** A browser without a window: it keeps its cookies and sends forms as a page of ours would. */
export interface Visitor {
  get(path: string): Promise<string>
  /** Sends a form. Throws where the page says no. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<void>
}

/** A visitor at this address of the machine. */
export function visitor(web: string, from = '127.0.0.1'): Visitor {
  const cookies = new Map<string, string>()
  const send = (method: 'GET' | 'POST', path: string, body = '') =>
    new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
      const headers = {
        origin: web,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'accept-language': 'nl',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      }
      const asking = request(`${web}${path}`, { method, headers, localAddress: from }, (response) => {
        for (const cookie of response.headers['set-cookie'] ?? []) {
          const [name, value] = cookie.split(';')[0]!.split('=')
          cookies.set(name!, value ?? '')
        }
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode!, text }))
      })
      asking.on('error', reject)
      asking.end(body)
    })
  return {
    get: async (path) => (await send('GET', path)).text,
    async post(path, fields) {
      const { status, text } = await send('POST', path, new URLSearchParams(fields).toString())
      if (status >= 400) throw new Error(`${path} answers ${status}: ${alertOf(text)}`)
    },
  }
}

/** What the page says is wrong. */
const alertOf = (html: string): string =>
  (/role="alert"[^>]*>([\s\S]*?)<\/(?:div|p)>/.exec(html)?.[1] ?? '').replace(/<[^>]*>/g, ' ').trim()
