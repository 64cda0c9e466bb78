import type { Up } from '../link.ts'
import { correctionDesk } from './acts/corrections.ts'
import { emergencyDesk } from './acts/emergencies.ts'
import { eventDesk } from './acts/events.ts'
import { exclusionDesk } from './acts/exclusions.ts'
import { MarkBook } from './acts/mark-book.ts'
import { medicalDesk } from './acts/medical-marks.ts'
import { openingDesk } from './acts/openings.ts'
import { parkDesk } from './acts/parks.ts'
import { restoreDesk } from './acts/restoring.ts'
import { trialParts } from './acts/trial-parts.ts'
import { trialDesk } from './acts/trials.ts'
import type { App } from './app.ts'
import { backupDesk } from './box/backups.ts'
import { clearOut } from './box/clear-out.ts'
import { firstStepDesk } from './box/first-steps.ts'
import { gaugeDesk } from './box/gauges.ts'
import { HealthDesk } from './box/health.ts'
import { mailDesk } from './box/mail.ts'
import { Notices } from './box/notices.ts'
import { setupDesk } from './box/setup.ts'
import { busyDevices } from './devices/busy-devices.ts'
import { DeviceBook } from './devices/device-book.ts'
import { takeDeviceDays } from './devices/device-days.ts'
import { deviceFiles } from './devices/device-import.ts'
import { deviceDesk } from './devices/devices.ts'
import { placingDesk } from './devices/placing.ts'
import { publicReader } from './everyone/public-desk.ts'
import { boardDesk } from './figures/board-desk.ts'
import { overviewReader } from './figures/overview-desk.ts'
import { paperDesk } from './figures/papers.ts'
import { rollUp } from './figures/roll-up.ts'
import { weekReader } from './figures/week.ts'
import { focusDesk } from './focus/focus.ts'
import { grantDesk } from './grants/grants.ts'
import { ownHistory } from './grants/own-history.ts'
import type { Parts } from './parts.ts'
import { accounts } from './people/accounts.ts'
import { dayPassDesk } from './people/day-passes.ts'
import { invitationDesk } from './people/invitations.ts'
import { pinDesk } from './people/pins.ts'
import { tokenDesk } from './people/tokens.ts'
import { editing } from './policy/editing.ts'
import { Ledger } from './policy/ledger.ts'
import { policyTexts } from './policy/policy-text.ts'
import { Publisher } from './policy/publish.ts'
import { schoolOffice } from './policy/school.ts'
import { auditDesk } from './record/audit.ts'
import { incidentDesk } from './record/incident-desk.ts'
import { letterbox } from './record/letterbox-desk.ts'
import { measureDesk } from './record/measure-desk.ts'
import { privacyDesk } from './record/privacy.ts'
import { registerOffice } from './record/register.ts'
import { requestDesk } from './requests/requests.ts'
import { blockReader } from './rules/block-reader.ts'
import { listWishes } from './rules/list-wish.ts'
import { listOffice } from './rules/lists.ts'
import { lookDesk } from './rules/looks.ts'
import { nameFinder } from './rules/name-finder.ts'
import { platformDesk } from './rules/platforms.ts'
import { ruleOffice } from './rules/rules.ts'
import { calendarOffice } from './times/calendar.ts'
import { attemptDesk } from './why/attempts.ts'
import { companionDesk } from './why/companions.ts'
import { sideDoorDesk } from './why/side-doors.ts'
import { snagDesk } from './why/snag-desk.ts'
import { whyReader } from './why/why.ts'
import { whyDesk } from './why/why-closed.ts'

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
  /** Makes the figures of days and weeks, before the attempts that they are made of expire. To be called every few minutes. */
  rollUp(): Promise<void>
  /** Mails the overview of the week that is over, and word of reports, to who wants them. To be called every few minutes. */
  sendMail(): Promise<void>
  /** Removes what was kept about people and has had its time. */
  clearOut(): Promise<void>
  /** Makes the backup of the night, where a passphrase is set. */
  backUp(): Promise<void>
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
  const emergencies = emergencyDesk(parts, ledger)
  const trials = trialDesk(parts, ledger)
  const events = eventDesk(parts, ledger)

  const board = boardDesk(parts, ledger, book)
  const overviews = overviewReader(parts, ledger, book)
  const letters = letterbox(parts, ledger, book, notices)
  const mail = mailDesk(parts, ledger, overviews, letters, notices)
  const backups = backupDesk(parts, ledger, notices)
  const setup = setupDesk(parts, ledger, book, edits, publisher)
  const lists = listOffice(parts, ledger)
  const lookForWish = await listWishes(parts, lists)
  const school = schoolOffice(parts, ledger, book, edits)
  const gauges = gaugeDesk(parts, ledger, {
    health: () => health.health(),
    backups: () => backups.status(),
    lost: () => attempts.lost(),
  })

  const onTrial = trialParts(parts.storage.counts, book)

  const receive = async (message: Up): Promise<void> => {
    switch (message.kind) {
      case 'attempts': {
        // Attempts may come before word of who asked: each needs a device, or figures could not tell one from many.
        const strangers = message.batch.clients.filter((address) => book.at(address) === undefined)
        // A disk that takes no strangers must not cost the attempts, which can wait.
        if (strangers.length > 0) await devices.seen(strangers).catch(() => notices.raise('attempts-not-written'))
        gauges.taken(message.batch.row.length)
        return await attempts.take(message.batch)
      }
      case 'counts':
        gauges.counted(message.rows)
        onTrial.take(message.at, message.rows)
        return parts.storage.counts.add(
          message.at,
          message.rows.filter(({ outcome }) => outcome !== 'trial'),
        )
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
      pins: pinDesk(parts),
      desk,
      parks: parkDesk(parts, ledger, book),
      focus: focusDesk(parts, ledger, book, companions),
      requests: requestDesk(parts, ledger, book, desk),
      snags: snagDesk(parts, ledger, book, desk),
      restoring: restoreDesk(parts, ledger, book, { emergencies, trials, events }),
      history: ownHistory(parts, ledger),
      changes: ledger.changes,
      passes: dayPassDesk(parts, ledger, book),
      attempts,
      school,
      calendar: calendarOffice(parts, ledger, edits),
      devices,
      placing: placingDesk(parts, ledger, book, publisher),
      medical: medicalDesk(parts, ledger, book, marks, publisher),
      sideDoors: sideDoorDesk(parts, ledger, book),
      busyDevices: busyDevices(parts, ledger, book),
      companions,
      looks: lookDesk(parts, book),
      emergencies,
      exclusions: exclusionDesk(parts, ledger, book),
      measures: measureDesk(parts, ledger, book),
      register: registerOffice(edits),
      incidents,
      letterbox: letters,
      openings: openingDesk(parts, ledger, book),
      protocol: publicReader(parts, ledger, book),
      corrections: correctionDesk(parts, ledger),
      trials,
      events,
      lists,
      rules: ruleOffice(parts, ledger, edits),
      platforms: platformDesk(parts, ledger, edits),
      board,
      backups,
      setup,
      firstSteps: firstStepDesk(parts, ledger, book),
      invitations: invitationDesk(parts, ledger),
      deviceFiles: deviceFiles(parts, ledger, book, publisher),
      weeks: weekReader(parts, ledger, book),
      overviews,
      papers: paperDesk(parts, ledger),
      mail,
      audit: auditDesk(parts, ledger),
      privacy: privacyDesk(parts, ledger),
      why: whyReader(parts, ledger, book),
      blocks: blockReader(parts, ledger, book),
      whyClosed: whyDesk(parts, ledger, book),
      tokens: tokenDesk(parts, ledger),
      policyTexts: policyTexts(parts, ledger, school),
      names: nameFinder(parts, ledger),
      health: () => health.health(),
      gauges: () => gauges.read(),
      passingOn: () => publisher.isPassingOn,
      get zone() {
        return ledger.zone
      },
      clock: parts.clock,
    },
    notices,
    receive,
    async publish() {
      // The resolver begins when it knows the policy, the acts and the devices.
      await ledger.publish()
      await devices.publish()
      await setup.publish()
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
    backUp: () => backups.nightly(),
    async clearOut() {
      await clearOut(parts, ledger)
      await incidents.clearOut(parts.clock())
      await parts.vault?.tidy(parts.clock())
    },
    keepIncidents: () => incidents.keepUp(),
    tellBoard: () => board.tellWhatIsNew(),
    rollUp: () => rollUp(parts, ledger),
    async sendMail() {
      // After a start there may be no figures yet of the day before.
      await rollUp(parts, ledger)
      await mail.sendDue()
    },
  }
}
