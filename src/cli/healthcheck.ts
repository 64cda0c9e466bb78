import { createSocket } from 'node:dgram'
import type { Endpoint } from '../config/config.ts'
import { endpointText } from '../config/endpoint.ts'
import { answering, configOf, readArguments, settingFlags } from './arguments.ts'

const usage = 'rooster healthcheck [--config FILE] [--dns ADDR:PORT]'
const PATIENCE = 2_000

/** Asks the DNS port for a name that needs no upstream. The page may hang and the resolver be well: only DNS counts. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values } = readArguments(args, settingFlags, usage)
    const [endpoint] = configOf(values).dns
    const target = {
      ...endpoint!,
      address: endpoint!.address === '0.0.0.0' ? '127.0.0.1' : endpoint!.address === '::' ? '::1' : endpoint!.address,
    }
    const well = await answers(target)
    if (!well)
      console.error(
        `rooster: no DNS answer from ${endpointText(target)} within ${PATIENCE / 1000} seconds; is it running, and is this its address (--dns)?`,
      )
    else console.log(`DNS answers on ${endpointText(target)}`)
    return well ? 0 : 1
  })
}

/** `localhost A`, id 0x726f, recursion desired. */
const question = Buffer.from('726f01000001000000000000096c6f63616c686f73740000010001', 'hex')

function answers({ address, port }: Endpoint): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    const finish = (well: boolean) => {
      clearTimeout(timer)
      socket.close()
      resolve(well)
    }
    const timer = setTimeout(() => finish(false), PATIENCE)
    socket.on('message', (message) => finish(message.readUInt16BE(0) === 0x726f && (message[3]! & 15) === 0))
    socket.on('error', () => finish(false))
    socket.send(question, port, address)
  })
}
