// The only script there is. Every page works without it; with it, numbers follow the live stream, the theme can be chosen,
// text can be copied at a press, and times tell when they were in the reader's own zone.

const thin = '\u202f';

const grouped = (value) => Math.round(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, thin);

const units = [['KiB', 1024], ['MiB', 1024 ** 2], ['GiB', 1024 ** 3], ['TiB', 1024 ** 4]];

const formats = {
  count: grouped,
  rate: (value) => (value === 0 ? `0${thin}/s` : value < 0.1 ? `<${thin}0.1${thin}/s` : `${value < 100 ? value.toFixed(1) : grouped(value)}${thin}/s`),
  seconds: (value) => (value < 1 ? `${value < 0.01 ? (value * 1000).toFixed(1) : Math.round(value * 1000)}${thin}ms`
    : value < 10 ? `${value.toFixed(1)}${thin}s`
    : value < 60 ? `${Math.floor(value)}${thin}s`
    : value < 3600 ? `${Math.floor(value / 60)}${thin}min ${Math.floor(value % 60)}${thin}s`
    : value < 86400 ? `${Math.floor(value / 3600)}${thin}h ${Math.floor((value % 3600) / 60)}${thin}min`
    : `${Math.floor(value / 86400)}${thin}d ${Math.floor((value % 86400) / 3600)}${thin}h`),
  bytes: (value) => {
    const unit = units.findLast(([, size]) => value >= size);
    return unit ? `${(value / unit[1]).toFixed(1)}${thin}${unit[0]}` : `${value}${thin}B`;
  },
  text: (value) => String(value),
};

function show(key, values) {
  for (const element of document.querySelectorAll(`[data-live^="${CSS.escape(key)}."]`)) {
    const name = element.dataset.live.slice(key.length + 1);
    if (!(name in values)) continue;
    const value = values[name];
    // Absent is a dash, never a zero.
    const text = value === null ? '–' : (formats[element.dataset.format] ?? formats.text)(value);
    if (element.textContent !== text) element.textContent = text;
  }
}

function follow() {
  if (!document.querySelector('[data-live]') || !('EventSource' in window)) return;
  const state = document.getElementById('live-state');
  const say = (kind, text) => {
    if (!state || state.dataset.kind === kind) return;
    state.hidden = false;
    state.dataset.kind = kind;
    state.textContent = text;
  };
  const stream = new EventSource('/api/v1/live');
  const read = (event, use) => {
    if (state?.dataset.kind !== 'away' || event.type === 'totals') say('live', 'live');
    try { use(JSON.parse(event.data)); } catch { /* one that cannot be read is passed over; the next may be fine */ }
  };
  stream.addEventListener('open', () => say('live', 'live'));
  stream.addEventListener('error', () => say('lost', 'connection lost'));
  stream.addEventListener('totals', (event) => read(event, (totals) => {
    show('totals', totals);
    if (totals.store === 'away') say('away', 'store away');
  }));
  stream.addEventListener('progress', (event) => read(event, (progress) => {
    for (const one of Array.isArray(progress) ? progress : [progress]) {
      show('progress', one);
      if (one.campaign_id !== undefined) show(`progress-${one.campaign_id}`, one);
    }
  }));
  addEventListener('pagehide', () => stream.close());
}

function chooseTheme() {
  const button = document.getElementById('theme');
  if (!button) return;
  const chosen = document.documentElement.dataset.theme;
  const isDark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  button.textContent = isDark ? 'Light' : 'Dark';
  button.setAttribute('aria-label', isDark ? 'Switch to the light theme' : 'Switch to the dark theme');
  button.hidden = false;
  button.addEventListener('click', () => {
    document.cookie = `theme=${isDark ? 'light' : 'dark'}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  });
}

function copy() {
  for (const button of document.querySelectorAll('button[data-copy]')) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Not copied';
      }
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}

function tellTimes() {
  document.addEventListener('pointerover', (event) => {
    const time = event.target.closest?.('time[datetime]');
    if (!time || time.dataset.told || !/^\d{4}-/.test(time.dateTime)) return;
    time.dataset.told = '1';
    time.title = `${time.title}\n${new Date(time.dateTime).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' })}`;
  });
}

follow();
chooseTheme();
copy();
tellTimes();
