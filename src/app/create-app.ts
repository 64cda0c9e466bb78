import type { Up } from '../link.ts'
import { accounts } from './accounts.ts'
import type { App } from './app.ts'
import { attemptDesk } from './attempts.ts'
import { DeviceBook } from './device-book.ts'
import { deviceDesk } from './devices.ts'
import { grantDesk } from './grants.ts'
import { HealthDesk } from './health.ts'
import { Ledger } from './ledger.ts'
import { listOffice } from './lists.ts'
import { lookDesk } from './looks.ts'
import { Notices } from './notices.ts'
import type { Parts } from './parts.ts'
import { Publisher } from './publish.ts'
import { schoolOffice } from './school.ts'
import { weekReader } from './week.ts'
import { whyReader } from './why.ts'

/** The office at work: the {@link App} for people, and the doors for the program's own parts. */
export interface Office {
  readonly app: App
  /** Problems that jobs raise and clear. */
  readonly notices: Notices
  /** Takes a message of the resolver. Never throws for what is in it. */
  receive(message: Up): Promise<void>
  /** Tells the resolver everything: at the start, and when it has been started anew. */
  publish(): Promise<void>
  /** Reads the neighbour table and follows devices that moved. To be called every few seconds. */
  syncNeighbours(): Promise<void>
  /** Takes over a policy that another program (the command line) has laid down. */
  reload(): Promise<void>
  /** Removes devices that nobody enrolled and that were last seen before `at`. Returns how many. */
  forgetUnknownDevices(at: number): Promise<number>
}

/** Puts the office together from its parts. Tells the resolver nothing yet: call `publish`. */
export async function createApp(parts: Parts): Promise<Office> {
  const notices = new Notices()
  const publisher = new Publisher(parts, notices)
  const ledger = await Ledger.load(parts, publisher)
  const book = await DeviceBook.load(parts.storage.devices)
  const attempts = attemptDesk(parts, ledger, book, notices)
  const devices = deviceDesk(parts, ledger, book, publisher)
  const health = new HealthDesk(parts, ledger, book, notices)

  const receive = async (message: Up): Promise<void> => {
    switch (message.kind) {
      case 'attempts': {
        // Attempts may come before word of who asked: each needs a device, or figures could not tell one from many.
        const strangers = message.batch.clients.filter((address) => book.at(address) === undefined)
        if (strangers.length > 0) await devices.seen(strangers)
        return await attempts.take(message.batch)
      }
      case 'counts':
        return parts.storage.counts.add(message.at, message.rows)
      case 'totals':
        return health.heard(message.totals)
      case 'seen':
        return await devices.seen(message.addresses)
      case 'applied':
        return
      default:
        return message satisfies never
    }
  }

  return {
    app: {
      accounts: accounts(parts, ledger),
      desk: grantDesk(parts, ledger, book),
      attempts,
      school: schoolOffice(parts, ledger, book),
      devices,
      looks: lookDesk(parts, book),
      lists: listOffice(parts, ledger),
      weeks: weekReader(parts, ledger, book),
      why: whyReader(parts, ledger, book),
      health: () => health.health(),
      zone: ledger.zone,
      clock: parts.clock,
    },
    notices,
    receive,
    async publish() {
      // The policy first: without it the resolver can place no device.
      await ledger.publish()
      await devices.publish()
    },
    syncNeighbours: () => devices.syncNeighbours(),
    reload: () => ledger.reload(),
    forgetUnknownDevices: (at) => book.forgetUnknown(at),
  }
}
