import type { Up } from '../link.ts'
import { accounts } from './accounts.ts'
import type { App } from './app.ts'
import { attemptDesk } from './attempts.ts'
import { boardDesk } from './board-desk.ts'
import { busyDevices } from './busy-devices.ts'
import { calendarOffice } from './calendar.ts'
import { clearOut } from './clear-out.ts'
import { companionDesk } from './companions.ts'
import { correctionDesk } from './corrections.ts'
import { dayPassDesk } from './day-passes.ts'
import { DeviceBook } from './device-book.ts'
import { takeDeviceDays } from './device-days.ts'
import { deviceDesk } from './devices.ts'
import { editing } from './editing.ts'
import { emergencyDesk } from './emergencies.ts'
import { eventDesk } from './events.ts'
import { exclusionDesk } from './exclusions.ts'
import { focusDesk } from './focus.ts'
import { grantDesk } from './grants.ts'
import { HealthDesk } from './health.ts'
import { incidentDesk } from './incident-desk.ts'
import { Ledger } from './ledger.ts'
import { letterbox } from './letterbox-desk.ts'
import { listWishes } from './list-wish.ts'
import { listOffice } from './lists.ts'
import { lookDesk } from './looks.ts'
import { MarkBook } from './mark-book.ts'
import { measureDesk } from './measure-desk.ts'
import { medicalDesk } from './medical-marks.ts'
import { Notices } from './notices.ts'
import { openingDesk } from './openings.ts'
import { parkDesk } from './parks.ts'
import type { Parts } from './parts.ts'
import { platformDesk } from './platforms.ts'
import { publicReader } from './public-desk.ts'
import { Publisher } from './publish.ts'
import { registerOffice } from './register.ts'
import { requestDesk } from './requests.ts'
import { ruleOffice } from './rules.ts'
import { schoolOffice } from './school.ts'
import { sideDoorDesk } from './side-doors.ts'
import { trialDesk } from './trials.ts'
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
  /** Takes over what another program (the command line) has laid down: a policy, or the wish that the lists are read anew. */
  reload(): Promise<void>
  /** Removes devices that nobody enrolled and that were last seen before `at`. Returns how many. */
  forgetUnknownDevices(at: number): Promise<number>
  /** Copies what open incidents are about, before it expires. */
  keepIncidents(): Promise<void>
  /** Tells the board the figures of the week that is over, once it is. */
  tellBoard(): Promise<void>
  /** Removes what was kept about people and has had its time. */
  clearOut(): Promise<void>
}

/** Puts the office together from its parts. Tells the resolver nothing yet: call `publish`. */
export async function createApp(parts: Parts): Promise<Office> {
  const notices = new Notices()
  const publisher = new Publisher(parts, notices)
  const ledger = await Ledger.load(parts, publisher)
  const edits = editing(parts, ledger)
  const marks = await MarkBook.load(parts.storage.medicalMarks, parts.clock)
  const book = await DeviceBook.load(parts.storage.devices, (id) => marks.holds(id))
  const desk = grantDesk(parts, ledger, book)
  const incidents = await incidentDesk(parts, ledger, book, publisher)
  const attempts = attemptDesk(parts, ledger, book, notices, incidents.take)
  const devices = deviceDesk(parts, ledger, book, publisher)
  const companions = companionDesk(parts, ledger, book)
  const health = new HealthDesk(parts, ledger, book, notices)

  const board = boardDesk(parts, ledger, book)
  const lists = listOffice(parts, ledger)
  const lookForWish = await listWishes(parts, lists)

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
      case 'device-days': {
        const strangers = message.devices.filter(({ device, address }) => !device && book.at(address) === undefined)
        if (strangers.length > 0) await devices.seen(strangers.map(({ address }) => address))
        return takeDeviceDays(parts, ledger, book, message)
      }
      case 'companions':
        return companions.take(message.companions)
      case 'applied':
        return
      default:
        return message satisfies never
    }
  }

  return {
    app: {
      accounts: accounts(parts, ledger),
      desk,
      parks: parkDesk(parts, ledger, book),
      focus: focusDesk(parts, ledger, book, companions),
      requests: requestDesk(parts, ledger, book, desk),
      passes: dayPassDesk(parts, ledger, book),
      attempts,
      school: schoolOffice(parts, ledger, book, edits),
      calendar: calendarOffice(parts, ledger, edits),
      devices,
      medical: medicalDesk(parts, ledger, book, marks, publisher),
      sideDoors: sideDoorDesk(parts, ledger, book),
      busyDevices: busyDevices(parts, ledger, book),
      companions,
      looks: lookDesk(parts, book),
      emergencies: emergencyDesk(parts, ledger),
      exclusions: exclusionDesk(parts, ledger, book),
      measures: measureDesk(parts, ledger, book),
      register: registerOffice(edits),
      incidents,
      letterbox: letterbox(parts, ledger, book),
      openings: openingDesk(parts, ledger, book),
      protocol: publicReader(parts, ledger, book),
      corrections: correctionDesk(parts, ledger),
      trials: trialDesk(parts, ledger, book),
      events: eventDesk(parts, ledger),
      lists,
      rules: ruleOffice(parts, ledger, edits),
      platforms: platformDesk(parts, ledger, edits),
      board,
      weeks: weekReader(parts, ledger, book),
      why: whyReader(parts, ledger, book),
      health: () => health.health(),
      get zone() {
        return ledger.zone
      },
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
    async reload() {
      await ledger.reload()
      await lookForWish()
    },
    async forgetUnknownDevices(at) {
      await marks.removeOver()
      return await book.forgetUnknown(at)
    },
    async clearOut() {
      await clearOut(parts, ledger)
      await incidents.clearOut(parts.clock())
    },
    keepIncidents: () => incidents.keepUp(),
    tellBoard: () => board.tellWhatIsNew(),
  }
}
