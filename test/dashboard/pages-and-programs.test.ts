import { expect, it } from 'vitest'
import { endpoints } from '../../dashboard/api/endpoints.ts'
import { routes } from '../../dashboard/roles.ts'

// Everything that a page can do, a program can do: each POST of the pages with the calls that do the same, or the reason why only a page does it.

const key = 'it lets somebody in: a program never gives a way in to anybody'
const own = "it is of a person's own account or browser, and a program has neither"
const anyone = 'it is for whoever is on the network, without signing in, and limited by device'
const begin = 'it is done once, before there is a token'
const letter = 'what people report in confidence is read by the person that they chose, and by no program'

const onlyByPage: Readonly<Record<string, string>> = {
  '/status/ask': anyone,
  '/status/withdraw': anyone,
  '/melden': anyone,
  '/welcome/:secret': key,
  '/pas/:secret': key,
  '/uitnodiging/:secret': key,
  '/sign-in': key,
  '/sign-out': own,
  '/language': own,
  '/pin': key,
  '/pin/forget': own,
  '/account/language': own,
  '/account/password': own,
  '/account/pin': own,
  '/account/devices/:device/forget': own,
  '/passes': key,
  '/passes/:id/revoke': 'who made a pass is asked by the page; a pass ends by itself the same day',
  '/account/mail': own,
  '/account/mail/try': own,
  '/inbox/:id': letter,
  '/people': key,
  '/people/invite': key,
  '/people/import': key,
  '/people/import/take': key,
  '/people/invitations/:id/withdraw': key,
  '/people/:id/reset': key,
  '/people/:id/password': key,
  '/people/:id/remove': 'a program that could take accounts away could lock the school out of its own box',
  '/emergency/links/:person': key,
  '/emergency/links/:person/revoke': key,
  '/tokens': key,
  '/tokens/:id/revoke': 'a program that was stolen could revoke all others',
  '/devices/:id/mark/read': "it is somebody's health: read by a person, one at a time",
  '/devices/:id/data': 'it answers a request for access: a paper for the one who asked',
  '/box/backup': 'its answer is a file, encrypted with a passphrase; `rooster backup` makes one in a script',
  '/today/first-steps': 'it puts a list of hints away, which no program reads',
  '/setup/school': begin,
  '/setup/protocol': begin,
  '/setup/holidays': begin,
  '/setup/networks': begin,
  '/setup/upstreams': begin,
  '/setup/teacher': begin,
  '/setup/start': begin,
  '/setup/restore': begin,
}

const alsoByProgram: Readonly<Record<string, readonly string[]>> = {
  '/calamiteit/:secret': ['POST /emergencies'],
  '/calamiteit/:secret/drill': ['POST /emergencies/drill'],
  '/calamiteit/:secret/:id/extend': ['PATCH /emergencies/{id}'],
  '/calamiteit/:secret/:id/stop': ['DELETE /emergencies/{id}'],
  '/calamiteit/:secret/undo': ['POST /acts/{id}/restore'],
  '/now/:class/grants': ['POST /grants', 'PATCH /grants/{id}'],
  '/now/:class/grants/:grant/revoke': ['DELETE /grants/{id}'],
  '/now/:class/grants/:grant/needs': ['GET /acts/{id}/needs', 'POST /grants'],
  '/now/:class/park': ['POST /parks'],
  '/now/:class/release': ['DELETE /classes/{class}/park'],
  '/now/:class/focus': ['POST /focuses', 'POST /exams'],
  '/now/:class/focus/:focus/end': ['DELETE /focuses/{id}'],
  '/now/:class/focus/:focus/time': ['POST /focuses/{id}/time'],
  '/now/:class/exams/:exam/rooms': ['POST /exams/{id}/rooms'],
  '/now/:class/exams/:exam/end': ['DELETE /exams/{id}'],
  '/now/:class/requests/approve': ['POST /requests/approve'],
  '/now/:class/requests/refuse': ['POST /requests/refuse'],
  '/now/:class/undo': ['POST /acts/{id}/restore', 'POST /requests/reopen'],
  '/now/:class/snags': ['POST /classes/{class}/snags'],
  '/now/:class/phone': ['POST /measures'],
  '/now/:class/phone/:measure/end': ['DELETE /measures/{id}'],
  '/now/:class/exclusions': ['POST /exclusions'],
  '/now/:class/exclusions/:exclusion/lift': ['DELETE /exclusions/{id}'],
  '/today/grants/:grant/revoke': ['DELETE /grants/{id}'],
  '/today/undo': ['POST /policy/revisions/{number}/undo'],
  '/today/stop': [
    ...['DELETE /emergencies/{id}', 'DELETE /classes/{class}/park', 'DELETE /exams/{id}', 'DELETE /focuses/{id}'],
    ...['DELETE /trials/{id}', 'DELETE /events/{id}'],
  ],
  '/today/take-back': ['DELETE /grants/{id}', 'POST /acts/{id}/restore', 'POST /requests/reopen'],
  '/today/bells': ['PUT /bells', 'POST /bells/clear'],
  '/today/snags/:id/settle': ['DELETE /snags/{id}'],
  '/today/requests': ['POST /requests/approve', 'POST /requests/refuse'],
  '/attempts/:id': ['POST /attempts/{id}/device'],
  '/why/correct': ['POST /corrections'],
  '/why/open': ['POST /grants'],
  '/why/undo': ['DELETE /grants/{id}', 'DELETE /corrections/{id}'],
  '/rules/rule': ['POST /rules', 'PUT /rules/{id}', 'POST /rules/preview'],
  '/rules/remove': ['DELETE /rules/{id}'],
  '/rules/move': ['POST /rules/{id}/move'],
  '/rules/set': ['POST /sets', 'PUT /sets/{id}'],
  '/rules/set/remove': ['DELETE /sets/{id}'],
  '/rules/clauses': ['PATCH /clauses'],
  '/rules/clause': ['PATCH /clauses', 'POST /clauses/attach'],
  '/platforms': ['POST /platforms'],
  '/platforms/:id': ['PATCH /platforms/{id}'],
  '/platforms/:id/remove': ['DELETE /platforms/{id}'],
  '/changes/:number/undo': ['POST /policy/revisions/{number}/undo'],
  '/changes/:number/restore': ['POST /policy/revisions/{number}/restore'],
  '/devices': ['POST /devices'],
  '/devices/classes': ['POST /devices/classes'],
  '/devices/classes/undo': ['POST /devices/classes'],
  '/devices/import': ['POST /devices/file'],
  '/devices/import/take': ['POST /devices/file'],
  '/devices/signs': ['POST /devices/signs'],
  '/devices/:id/mark': ['PUT /devices/{id}/medical-mark'],
  '/devices/:id/unmark': ['DELETE /devices/{id}/medical-mark'],
  '/devices/:id': ['PUT /devices/{id}'],
  '/devices/:id/erase': ['DELETE /devices/{id}'],
  '/classes': ['POST /classes'],
  '/classes/:id': ['PATCH /classes/{class}'],
  '/classes/:id/remove': ['DELETE /classes/{class}'],
  '/groups': ['POST /groups'],
  '/groups/:id/remove': ['DELETE /groups/{id}'],
  '/unknown-devices': ['PUT /unknown-devices'],
  '/groups/:id': ['PATCH /groups/{id}'],
  '/groups/:id/networks': ['PUT /groups/{id}/networks'],
  '/groups/:id/undo': ['POST /acts/{id}/restore'],
  '/groups/:id/trial': ['POST /trials', 'PATCH /trials/{id}', 'DELETE /trials/{id}'],
  '/limits': ['PUT /limits'],
  '/other-classes': ['PUT /other-classes'],
  '/timetable/:id/:weekday': ['PATCH /timetables/{id}'],
  '/timetable/:id': ['PATCH /timetables/{id}'],
  '/timetables': ['POST /timetables'],
  '/timetables/:id': ['PUT /timetables/{id}/name'],
  '/timetables/:id/remove': ['DELETE /timetables/{id}'],
  '/bells': ['POST /bells'],
  '/bells/dates': ['PUT /bells', 'POST /bells/clear'],
  '/bells/:id/remove': ['DELETE /bells/{id}'],
  '/calendar': ['POST /calendar'],
  '/calendar/holidays': ['PUT /holidays/{id}'],
  '/calendar/region': ['PUT /region'],
  '/calendar/file': ['POST /calendar/file'],
  '/calendar/file/take': ['POST /calendar/file'],
  '/calendar/:index/remove': ['DELETE /calendar/{index}'],
  '/lists/refresh': ['POST /lists/refresh'],
  '/lists/switch': ['PUT /lists/switch'],
  '/lists/accept': ['POST /lists/accept'],
  '/lists/file': ['PUT /lists/file'],
  '/lists/file/take': ['PUT /lists/file'],
  '/lists/remove': ['POST /lists/remove'],
  '/lists/put-back': ['POST /lists/put-back'],
  '/lists/own': ['PUT /lists/own'],
  '/blocks/:id': ['PATCH /groups/{id}'],
  '/people/:id': ['PATCH /people/{id}'],
  '/box/school': ['PUT /school'],
  '/box/upstreams': ['PUT /upstreams', 'POST /upstreams/check'],
  '/box/preset': ['POST /presets/{id}/adopt'],
  '/measures': ['POST /measures'],
  '/measures/:id/end': ['DELETE /measures/{id}'],
  '/register': ['POST /register'],
  '/register-teachers': ['PUT /teachers-may-exclude'],
  '/register/:id': ['PUT /register/{id}'],
  '/register/:id/remove': ['DELETE /register/{id}'],
  '/exclusions': ['POST /exclusions'],
  '/exclusions/:id/lift': ['DELETE /exclusions/{id}'],
  '/incidents': ['POST /incidents'],
  '/incidents/:id/note': ['POST /incidents/{id}/notes'],
  '/incidents/:id/close': ['POST /incidents/{id}/close'],
  '/incidents/:id/erase': ['DELETE /incidents/{id}'],
  '/openings': ['POST /openings'],
  '/openings/:id/stop': ['DELETE /openings/{id}'],
  '/emergency': ['POST /emergencies'],
  '/emergency/drill': ['POST /emergencies/drill'],
  '/emergency/:id/extend': ['PATCH /emergencies/{id}'],
  '/emergency/:id/stop': ['DELETE /emergencies/{id}'],
  '/emergency/undo': ['POST /acts/{id}/restore'],
  '/events': ['POST /events'],
  '/events/:id/end': ['DELETE /events/{id}'],
  '/events/undo': ['POST /acts/{id}/restore'],
}

const posts = routes.filter(({ route }) => route.startsWith('POST ') && !route.includes(' /api/'))
const pathOf = (route: string) => route.slice('POST '.length)

it('lets a program do all that a page does, or says why only a page does it', () => {
  const said = [...Object.keys(alsoByProgram), ...Object.keys(onlyByPage)]
  expect(said.toSorted()).toEqual(posts.map(({ route }) => pathOf(route)).toSorted())
})

it('names calls that there are', () => {
  const there = endpoints.map(({ method, path }) => `${method} ${path}`)
  for (const [page, calls] of Object.entries(alsoByProgram))
    for (const call of calls) expect(there, page).toContain(call)
})

/** Where a role's own pages have no form for what its desk lets it do all the same. */
const moreThanPages: Readonly<Record<string, readonly string[]>> = {
  'PATCH /grants/{id}': ['coordinator'],
  'POST /parks': ['coordinator'],
  'POST /focuses': ['coordinator'],
  'POST /focuses/{id}/time': ['coordinator'],
  'POST /exams': ['coordinator'],
  'POST /exams/{id}/rooms': ['coordinator'],
  'PUT /bells': ['director'],
  'POST /bells/clear': ['director'],
  // All that the pages of the agreements do, at once.
  'PUT /policy': ['coordinator'],
}

it('gives a role no call that its pages do not have, but for those that are known', () => {
  const beyond = endpoints
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, who }) => {
      const call = `${method} ${path}`
      const pages = posts.filter(({ route }) => alsoByProgram[pathOf(route)]?.includes(call))
      const held = new Set<string>(pages.flatMap((page) => (page.who === 'everyone' ? [] : page.who)))
      return [call, who.filter((role) => !held.has(role))] as const
    })
  expect(Object.fromEntries(beyond.filter(([, roles]) => roles.length > 0))).toEqual(moreThanPages)
})

it('reads no letters and makes no keys, whatever the role', () => {
  const paths = endpoints.map(({ method, path }) => `${method} ${path}`)
  expect(paths.filter((path) => /inbox|letterbox|report|pass|pin|password|invit|link/.test(path))).toEqual([])
  expect(paths.filter((path) => path.includes('/tokens'))).toEqual(['GET /tokens'])
})
