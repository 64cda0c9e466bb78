import type { nowNl } from './nl-now.ts'

/** The texts of the teacher's screen, in English. */
export const nowEn: ReturnType<typeof nowNl> = {
  title: 'Now',
  which: 'Which class do you have now?',
  whichLead: 'Choose a class to see what is open and closed.',
  noClass: 'There is no class with your name yet.',
  noClassNext: 'Ask the IT coordinator to add your class; from then on you start right here.',
  myClasses: 'Classes',
  until: (then) =>
    ({
      lesson: 'until the next lesson',
      break: 'until the break at',
      inloop: 'until walk-in at',
      outside: 'until the end of the school day at',
      unknown: 'until',
    })[then ?? 'unknown'],
  another: 'Another class',
  othersLead:
    'Are you standing in? What you do for another class lasts until the end of the lesson at most. It is in the log with your name.',
  stepsIn: (when) =>
    `This is not your own class: what you do here ends at ${when} at the latest, and is in the log with your name.`,
  devices: (count) => (count === 1 ? '1 device known' : `${count} devices known`),
  noDevices: 'No devices known yet: opening has no effect then. The IT coordinator enrols them.',
  open: 'Open now',
  openNone: 'Nothing extra is open.',
  left: 'for',
  close: 'Close again',
  closeWhat: (what) => `Close again: ${what}`,
  untilBell: (when) => `Until the bell ${when}, because this is a room.`,
  roomEnds: (when) => `This is a room: what you open closes again at the bell, ${when} at the latest.`,
  resting: {
    park: 'Resting: the class is parked.',
    focus: 'Resting: the class has "only these sites" now.',
    exam: 'Resting: the class has an exam now.',
  },
  staysOpen: (by, until) => `After closing it stays open until ${until}: ${by} opened it too.`,
  by: (who) => `by ${who}`,
  closed: 'Closed now',
  closedNone: 'Nothing is closed for this class now.',
  give: 'Open something',
  howLong: 'How long?',
  lesson: 'End of lesson',
  lessonOutside: 'Half an hour',
  minutes: (count) => `${count} min`,
  whichApp: 'Which app?',
  moreApps: (count) => `More apps (${count})`,
  filterApps: 'Find an app',
  noApps: 'No app is closed now that you could open. A site is possible.',
  noMatch: 'No app of that name. Open the site below.',
  site: 'Or one site',
  sitePlaceholder: 'wikipedia.org',
  giveSite: 'Open site',
  opened: (what, who, when) => `${what} is open for ${who} until ${when}.`,
  honest:
    'Opening works within a minute on every device. After closing, new connections stop; what is already running, such as a video, may go on until it is done.',
}
