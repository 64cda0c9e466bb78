import { mkdtempSync } from 'node:fs'
import { openStorage } from '../src/storage/storage.ts'
const s = await openStorage(mkdtempSync('/tmp/h/a-W'))
const kinds=['lesson','break','outside','*'], groups=[...Array.from({length:9},(_,i)=>'g'+i),'*'], subj=[...Array.from({length:40},(_,i)=>'platform:p'+i),'*']
let t=performance.now()
for(let d=0;d<730;d++){ const date=new Date(Date.UTC(2025,0,1+d)).toISOString().slice(0,10)
 const cells=groups.flatMap(g=>kinds.flatMap(k=>subj.map(x=>({group:g,kind:k,subject:x,count:5,devices:9})))).filter((_,i)=>i%3===0||true)
 s.figures.replace('day',{date,until:0,isWhole:true},cells) }
console.log('filled',730*groups.length*kinds.length*subj.length,Math.round(performance.now()-t))
for (const [n,q] of Object.entries({groups:{each:'group',kinds:['*']},kinds:{each:'kind',kinds:['lesson','break','inloop','outside']},subjects:{each:'subject',kinds:['*']},days:{each:'day',kinds:['lesson','break','inloop','outside']}})) {
 t=performance.now(); const r=await s.figures.read({unit:'day',from:'2025-01-01',to:'2026-12-31',group:'*',subject:'*',...q} as never); console.log(n,r.length,Math.round(performance.now()-t),'ms') }
await s.close()
