// RFC 8375 section 4: names below `home.arpa` mean something in one building only, and are not sent on.

import { itKeepsAtHome, itSendsOn } from './kept-at-home.ts'

itKeepsAtHome('x.home.arpa', 'home.arpa')
itSendsOn('home.example', 'nothome.arpa', 'arpa')
