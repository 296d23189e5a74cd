(() => {
'use strict';
document.documentElement.classList.remove('nojs');
const $ = (s, e = document) => e.querySelector(s), $$ = (s, e = document) => [...e.querySelectorAll(s)];
const body = document.body, newest = body.dataset.newest;
const stops = $$('[data-stop]').map(b => b.dataset.stop), places = $$('[data-stop]').map(b => +b.dataset.at * 1000);
let day = newest, aim = newest;
const words = {}, short = {};
$$('[data-stop]').forEach(b => { words[b.dataset.stop] = b.dataset.words; short[b.dataset.stop] = b.textContent; });
const title = document.title, foot = $('#page-foot').textContent;
const say = text => { $('#live').textContent = text; };
const els = n => document.getElementById('k' + n);

/* ---- keyboard: one tab stop a picture, arrows move along its marks */
const rove = () => $$('.chart svg').forEach(g => $$('a.m', g).forEach((m, i) => m.setAttribute('tabindex', i ? '-1' : '0')));
document.addEventListener('keydown', ev => {
  const m = ev.target.closest && ev.target.closest('a.m'), g = m && m.closest('svg');
  if (!g) return;
  const all = $$('a.m', g), i = all.indexOf(m);
  const to = {ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: all.length - 1}[ev.key];
  if (to === undefined) return;
  ev.preventDefault();
  const t = all[Math.max(0, Math.min(all.length - 1, to))];
  all.forEach(q => q.setAttribute('tabindex', '-1'));
  t.setAttribute('tabindex', '0');
  t.focus();
});

/* ---- what is folded away: drawings for narrow columns, earlier days */
let folded = null, unfolding = null;
function unfold() {
  if (!unfolding) unfolding = (async () => {
    const bytes = Uint8Array.from(atob($('#folded').textContent), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    folded = JSON.parse(await new Response(stream).text());
    $$('.at-narrow[data-n]').forEach(e => { e.innerHTML = folded.narrow[+e.dataset.n]; e.removeAttribute('data-n'); });
    for (const d of Object.keys(folded.past)) for (const s of $$(`.state[data-asof="${newest}"]`)) {
      const e = document.createElement('div');
      e.className = s.className; e.dataset.asof = d; e.hidden = true;
      e.innerHTML = folded.past[d][s.dataset.part];
      s.after(e);
    }
    rove();
  })().catch(() => { document.documentElement.classList.add('nofold'); });
  return unfolding;
}
const canFold = typeof DecompressionStream === 'function';
document.documentElement.classList.toggle('nofold', !canFold);

/* ---- as-of */
async function go(to, quiet) {
  if (!stops.includes(to) && to !== newest) return;
  aim = to;
  if (to !== newest) await unfold();
  if (aim !== to) return;
  if (!$(`.state[data-asof="${to}"]`)) { aim = day; return; }
  day = to;
  $$('.state').forEach(s => { s.hidden = s.dataset.asof !== day; });
  $$('#recs .rec').forEach(r => {
    let left = 0;
    $$('li', r).forEach(li => { const off = li.dataset.k > day; li.hidden = off; if (!off) left++; });
    $$('.rnote, .rx', r).forEach(p => { p.hidden = p.dataset.k > day; });
    r.classList.toggle('later-r', !left);
  });
  const range = $('#asof');
  if (range) {
    range.value = places[stops.indexOf(day)];
    range.setAttribute('aria-valuetext', words[day]);
    $('#asof-mini').textContent = short[day];
    $$('.day').forEach(e => { e.textContent = words[day]; });
    document.title = title.replace(words[newest], words[day]);
    $('#page-foot').textContent = foot.replace(words[newest], words[day]);
    $('#prev').disabled = day === stops[0];
    $('#next').disabled = day === stops[stops.length - 1];
    $$('[data-stop]').forEach(b => b.setAttribute('aria-current', b.dataset.stop === day ? 'true' : 'false'));
    $$('.hb').forEach(b => b.classList.toggle('off', b.dataset.y > day.slice(0, 4)));
  }
  hide();
  watch();
  if (!quiet) say('As of ' + words[day]);
}
const step = d => { const i = stops.indexOf(aim) + d; if (stops[i]) go(stops[i]); };
if ($('#asof')) {
  const nearest = v => places.reduce((best, p, i) => Math.abs(p - v) < Math.abs(places[best] - v) ? i : best, 0);
  $('#asof').addEventListener('change', ev => go(stops[nearest(+ev.target.value)]));
  $('#asof').addEventListener('keydown', ev => {
    const d = {ArrowLeft: -1, ArrowDown: -1, PageDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 1}[ev.key];
    if (d) { ev.preventDefault(); step(d); }
    else if (ev.key === 'Home') { ev.preventDefault(); go(stops[0]); }
    else if (ev.key === 'End') { ev.preventDefault(); go(stops[stops.length - 1]); }
  });
  $('#prev').onclick = () => step(-1);
  $('#next').onclick = () => step(1);
  $$('[data-stop]').forEach(b => { b.onclick = () => go(b.dataset.stop); });
}

/* ---- claim card */
const card = $('#card');
let pinned = null, timer = 0, current = null, mute = false;
function fill(numbers) {
  card.textContent = '';
  const close = document.createElement('button');
  close.type = 'button'; close.className = 'x'; close.textContent = '×'; close.setAttribute('aria-label', 'Close');
  card.append(close);
  const wanted = new Map();
  const all = numbers.split(' ').flatMap(part => { const [a, b] = part.split('-').map(Number); return b ? Array.from({length: b - a + 1}, (_, i) => a + i) : [a]; });
  for (const n of all) {
    const li = els(n);
    if (!li || li.dataset.k > day) continue;
    const r = li.closest('.rec');
    if (!wanted.has(r)) wanted.set(r, new Set());
    wanted.get(r).add(li.id);
  }
  let shown = 0;
  for (const [r, ids] of wanted) {
    if (shown === 6) { const p = document.createElement('p'); p.className = 'cm'; p.textContent = `and ${wanted.size - 6} more records; open the list or table of the figure to see each`; card.append(p); break; }
    if (shown++) card.append(document.createElement('hr'));
    const c = r.cloneNode(true), rid = r.id;
    c.removeAttribute('id');
    $$('.rnote, .rx', c).forEach(p => { if (p.dataset.k > day) p.remove(); });
    let first = 0, rest = 0, later = 0;
    const list = $('ul', c), items = $$('li', c);
    items.filter(li => ids.has(li.id)).reverse().forEach(li => list.prepend(li));
    $$('li', c).forEach(li => {
      const mine = ids.has(li.id);
      li.removeAttribute('id');
      if (li.dataset.k > day) { li.remove(); later++; return; }
      if (mine && first < 5) { first++; return; }
      li.classList.add('mr'); rest++;
    });
    const meta = $('.rmeta', c), span = document.createElement('span');
    span.textContent = `${first + rest} citation${first + rest === 1 ? '' : 's'}${later ? `, ${later} known later` : ''}`;
    meta.append(span);
    card.append(c);
    if (rest) { const b = document.createElement('button'); b.type = 'button'; b.className = 'more-b'; b.textContent = `Show ${rest} more`; card.append(b); }
    const cc = document.createElement('button');
    cc.type = 'button'; cc.className = 'act cc'; cc.dataset.cite = rid; cc.textContent = 'Copy citation';
    card.append(cc);
  }
}
function place(t) {
  card.hidden = false;
  if (matchMedia('(max-width:560px)').matches) { card.style.cssText = ''; return; }
  const b = t.getClientRects()[0] || t.getBoundingClientRect(), w = 392, h = card.offsetHeight, vw = document.documentElement.clientWidth, vh = innerHeight;
  const x = Math.min(Math.max(8, b.left - 14), vw - w - 8);
  let y = b.bottom + 8;
  if (y + h > vh - 8) y = b.top - h - 8;
  if (y < 54) y = Math.min(Math.max(54, b.bottom + 8), Math.max(54, vh - h - 8));
  card.style.cssText = `left:${x}px;top:${y}px`;
}
function show(t, pin) {
  clearTimeout(timer);
  if (pinned && !pin) return;
  if (current !== t) { fill(t.dataset.c); card.scrollTop = 0; }
  current = t;
  place(t);
  card.classList.toggle('pin', !!pin);
  if (pin) { pinned = t; $('.x', card).focus({preventScroll: true}); }
}
function hide(focus) {
  clearTimeout(timer);
  const p = pinned;
  card.hidden = true; pinned = null; current = null;
  if (focus && p) { mute = true; p.focus({preventScroll: true}); mute = false; }
}
document.addEventListener('pointerover', ev => {
  if (ev.pointerType !== 'mouse') return;
  const t = ev.target.closest('[data-c]');
  if (t) { clearTimeout(timer); timer = setTimeout(() => show(t), 160); }
  else if (ev.target.closest('#card')) clearTimeout(timer);
});
document.addEventListener('pointerout', ev => {
  if (ev.target.closest('[data-c], #card') && !pinned) { clearTimeout(timer); timer = setTimeout(() => { if (!pinned) hide(); }, 260); }
});
document.addEventListener('focusin', ev => {
  if (mute) return;
  const t = ev.target.closest('[data-c]');
  if (t && t.matches(':focus-visible')) show(t);
  else if (!ev.target.closest('#card') && !pinned) hide();
});
document.addEventListener('click', ev => {
  const t = ev.target.closest('[data-c]');
  if (t) { ev.preventDefault(); show(t, true); return; }
  if (ev.target.closest('.x')) { hide(true); return; }
  const more = ev.target.closest('.more-b');
  if (more) { $$('.mr', more.previousElementSibling).forEach(l => l.classList.remove('mr')); more.remove(); return; }
  const c = ev.target.closest('[data-cite]');
  if (c) { cite(c); return; }
  if (!ev.target.closest('#card')) hide();
});
document.addEventListener('keydown', ev => {
  const t = ev.key === ' ' && ev.target.closest('[data-c]');
  if (t) { ev.preventDefault(); show(t, true); return; }
  if (card.hidden) return;
  if (ev.key === 'Escape') hide(true);
  if (ev.key === 'Tab' && pinned) {
    const all = $$('a, button', card).filter(e => e.offsetParent), first = all[0], last = all[all.length - 1];
    if (ev.shiftKey && document.activeElement === first) { ev.preventDefault(); last.focus(); }
    else if (!ev.shiftKey && document.activeElement === last) { ev.preventDefault(); first.focus(); }
  }
});
addEventListener('scroll', () => { if (card.hidden || pinned) return; if (current && current === document.activeElement) place(current); else hide(); }, {passive: true});

/* ---- citations */
function cite(b) {
  const k = b.dataset.cite, whole = body.dataset.citeAs, at = words[day] && day !== newest ? ` Read as of ${words[day]}.` : '';
  let text;
  if (k === 'dossier') text = whole + at;
  else if (k === 'fig') {
    const f = b.closest('.fig'), cap = $('figcaption', f).cloneNode(true);
    $$('button', cap).forEach(x => x.remove());
    text = `${whole}${at} Figure ${f.dataset.fig}: ${$('h3', f).textContent.replace(/^\s*[\d.]+\s*/, '').trim()}. ${cap.textContent.trim()}`;
  } else {
    const r = document.getElementById(k);
    text = `${$('h3', r).textContent.trim()}. ` + $$('li', r).filter(li => li.dataset.k <= day).map(li => `${$('b', $('div', li)).textContent} (${$('.cm', li).textContent})`).join('; ') + `. In: ${whole}${at}`;
  }
  const done = () => { const o = b.textContent; b.textContent = 'Copied'; say('Citation copied'); setTimeout(() => { b.textContent = o; }, 1400); };
  const old = () => { const t = document.createElement('textarea'); t.value = text; t.style.cssText = 'position:fixed;opacity:0'; body.append(t); t.select(); try { document.execCommand('copy'); } catch (error) { say('Copying is not possible here'); } t.remove(); done(); };
  if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(done, old); else old();
}

/* ---- page */
const theme = $('#theme'), dark = () => document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
const label = () => { theme.textContent = dark() ? 'Light' : 'Dark'; theme.setAttribute('aria-pressed', dark()); };
theme.onclick = () => { document.documentElement.dataset.theme = dark() ? 'light' : 'dark'; label(); };
label();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', label);
$('#print').onclick = () => print();
let io = null;
function watch() {
  if (io) io.disconnect();
  io = new IntersectionObserver(es => es.forEach(x => {
    if (!x.isIntersecting) return;
    $$('.nav a').forEach(a => {
      const on = a.hash === '#' + x.target.dataset.key;
      a.classList.toggle('on', on);
      if (on) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current');
    });
  }), {rootMargin: '-45% 0px -50% 0px'});
  $$('.sec[data-key]').filter(s => s.offsetParent).forEach(s => io.observe(s));
}
$$('.nav a').forEach(a => a.addEventListener('click', ev => {
  const s = $$('.sec[data-key]').find(x => x.offsetParent && '#' + x.dataset.key === a.hash);
  if (s) { ev.preventDefault(); s.scrollIntoView(); history.replaceState(null, '', a.hash); }
}));
new IntersectionObserver(([x]) => $('#bar').classList.toggle('up', !x.isIntersecting)).observe($('h1'));
const q = $('#q');
/* without accents, capitals and signs; every word must begin a word of the record */
const plain = t => ' ' + t.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const texts = new Map();
q.addEventListener('input', () => {
  const s = plain(q.value).trim(), parts = s.split(' ').map(w => ' ' + w);
  let n = 0;
  $$('#recs .rec').forEach(r => { if (s && !texts.has(r)) texts.set(r, plain(r.textContent)); const ok = !s || parts.every(w => texts.get(r).includes(w)); r.hidden = !ok; if (ok && !r.classList.contains('later-r')) n++; });
  if (s) $('#all').open = true;
  $('#qn').textContent = s ? `${n} record${n === 1 ? '' : 's'}` : '';
});
function open() {
  const t = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!t || t.id !== 'records' && !t.closest('#recs')) return;
  const r = t.closest('.rec');
  if (r && r.hidden) { q.value = ''; q.dispatchEvent(new Event('input')); }
  if (t.hidden || t.closest('.later-r')) go(newest);
  $('#all').open = true;
  t.scrollIntoView();
}
addEventListener('hashchange', open);
let opened = [];
addEventListener('beforeprint', () => {
  opened = [$('#all'), ...$$('.state:not([hidden]) .topic, .state:not([hidden]) .spk')].filter(d => !d.open);
  opened.forEach(d => { d.open = true; });
});
addEventListener('afterprint', () => { opened.forEach(d => { d.open = false; }); });
/* ---- grades in words */
const LETTERS = {A: 'completely reliable', B: 'usually reliable', C: 'fairly reliable', D: 'not usually reliable', E: 'unreliable', F: 'cannot be judged'};
const DIGITS = {1: 'confirmed by other sources', 2: 'probably true', 3: 'possibly true', 4: 'doubtful', 5: 'improbable', 6: 'cannot be judged'};
document.addEventListener('pointerover', ev => {
  const g = ev.target.closest('.gr');
  if (g && !g.title) { const [l, d] = [g.children[0].textContent, g.children[1].textContent]; g.title = `Source ${l}: ${LETTERS[l]}. Assertion ${d}: ${DIGITS[d]}.`; }
});

/* a column may be narrow in a wide window: what is shown and still folded decides */
const fit = () => { if (canFold && $$('.at-narrow[data-n]').some(e => e.getClientRects().length)) unfold(); };
addEventListener('resize', fit);
fit();
rove();
watch();
open();
if (stops.length) go(newest, true);
})();
