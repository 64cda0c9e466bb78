import { receivers } from '../../src/app/app.ts'
import { type Access, coordinator, director, office, type Route } from './route.ts'

const readers: Access = ['coordinator', 'director', 'officer']
const emergency: Access = ['coordinator', 'director', 'first-responder']

/** What directors decide, and what people with other roles do: the officer, those who get reports, first responders. */
export const directingRoutes: readonly Route[] = [
  { route: 'GET /week.pdf', who: director },
  { route: 'GET /week.csv', who: director },
  { route: 'POST /account/mail', who: receivers },
  { route: 'POST /account/mail/try', who: receivers },

  { route: 'GET /officer', who: ['officer'], tab: { label: 'officer', icon: 'lock' } },
  { route: 'GET /officer/dpia.pdf', who: ['officer', 'director'] },
  { route: 'GET /officer/register.pdf', who: ['officer', 'director'] },
  { route: 'GET /board', who: ['director', 'officer'], tab: { label: 'board', icon: 'apps', ofBoard: true } },
  { route: 'GET /board.pdf', who: ['director', 'officer'] },
  { route: 'GET /board.csv', who: ['director', 'officer'] },

  { route: 'GET /inbox', who: receivers, tab: { label: 'inbox', icon: 'list', onAccount: true } },
  { route: 'GET /inbox/:id', who: receivers },
  { route: 'POST /inbox/:id', who: receivers },

  { route: 'GET /measures', who: director, tab: { label: 'measures', icon: 'class', section: 'acting' } },
  { route: 'POST /measures', who: director },
  { route: 'GET /measures.pdf', who: director },
  { route: 'GET /measures.csv', who: director },
  { route: 'POST /measures/:id/end', who: director },
  { route: 'GET /measures/:id/letter/:whom', who: director },
  { route: 'GET /register', who: office, tab: { label: 'register', icon: 'group', section: 'acting' } },
  { route: 'POST /register', who: office },
  { route: 'POST /register-teachers', who: office },
  { route: 'POST /register/:id', who: office },
  { route: 'POST /register/:id/remove', who: office },
  { route: 'GET /exclusions', who: director, tab: { label: 'exclusions', icon: 'device', section: 'acting' } },
  { route: 'POST /exclusions', who: director },
  { route: 'POST /exclusions/:id/lift', who: director },
  { route: 'GET /incidents', who: director, tab: { label: 'incidents', icon: 'search', section: 'acting' } },
  { route: 'POST /incidents', who: director },
  { route: 'GET /incidents/:id', who: director },
  { route: 'GET /incidents/:id/pdf/:whom', who: director },
  { route: 'POST /incidents/:id/note', who: director },
  { route: 'POST /incidents/:id/close', who: director },
  { route: 'POST /incidents/:id/erase', who: director },
  { route: 'GET /openings', who: director, tab: { label: 'openings', icon: 'open', section: 'acting' } },
  { route: 'POST /openings', who: director },
  { route: 'POST /openings/:id/stop', who: director },

  { route: 'GET /emergency', who: emergency, tab: { label: 'emergency', icon: 'warning' } },
  { route: 'POST /emergency', who: emergency },
  { route: 'POST /emergency/drill', who: emergency },
  { route: 'POST /emergency/:id/extend', who: emergency },
  { route: 'POST /emergency/:id/stop', who: emergency },
  { route: 'POST /emergency/undo', who: emergency },
  { route: 'POST /emergency/links/:person', who: coordinator },
  { route: 'POST /emergency/links/:person/revoke', who: coordinator },
  { route: 'GET /events', who: office, tab: { label: 'events', icon: 'calendar', section: 'school' } },
  { route: 'POST /events', who: office },
  { route: 'POST /events/:id/end', who: office },
  { route: 'POST /events/undo', who: office },
  { route: 'GET /audit', who: readers, tab: { label: 'audit', icon: 'check', section: 'school' } },
  { route: 'GET /audit.csv', who: readers },
  { route: 'GET /audit.pdf', who: readers },
]
