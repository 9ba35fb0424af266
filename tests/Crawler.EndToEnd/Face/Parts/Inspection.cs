namespace Crawler.EndToEnd.Face.Parts;

/// <summary>Scripts that look over a page as it stands in a browser, each giving what is amiss.</summary>
internal static class Inspection
{
    /// <summary>What is wider than the window, but for tables and texts that scroll by themselves.</summary>
    public const string Wide =
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *')]
          .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest('.table, pre'))
          .map((one) => `wide: ${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`).slice(0, 5)
        """;

    /// <summary>What has no name, label, alternative or place for who reads with the keyboard or by ear.</summary>
    public const string Lacks =
        """
        () => {
          const lacks = [];
          const told = (one) => `${one.tagName.toLowerCase()}${one.id ? '#' + one.id : ''}.${one.className}`;
          const name = (one) => (one.getAttribute('aria-label') || one.getAttribute('title') || one.innerText || one.querySelector('img[alt]')?.alt || '').trim();
          const visible = (all) => [...document.querySelectorAll(all)].filter((one) => one.checkVisibility());
          if (!document.documentElement.lang) lacks.push('no language');
          if (!document.title) lacks.push('no title');
          if (document.querySelectorAll('main').length !== 1) lacks.push('not one main');
          if (visible('h1').length > 1) lacks.push('more than one h1');
          let level = 0;
          for (const heading of visible('h1, h2, h3, h4')) {
            const next = Number(heading.tagName[1]);
            if (level && next > level + 1) lacks.push(`${heading.tagName} after H${level}: ${heading.innerText}`);
            level = next;
          }
          for (const nav of visible('nav')) if (!name(nav) || !nav.getAttribute('aria-label')) lacks.push('a nav without a name');
          for (const image of document.images) if (!image.hasAttribute('alt')) lacks.push(`no alt: ${image.src}`);
          for (const field of visible('input:not([type=hidden]), select, textarea')) if (!field.labels?.length && !field.getAttribute('aria-label')) lacks.push(`no label: ${told(field)}`);
          for (const pressed of visible('a[href], button, summary')) if (!name(pressed)) lacks.push(`no name: ${told(pressed)}`);
          for (const picture of visible('svg[role=img]')) if (!picture.getAttribute('aria-label')) lacks.push('a picture without a name');
          for (const table of visible('table')) if (table.tHead && [...table.tHead.querySelectorAll('th')].some((cell) => !cell.scope)) lacks.push(`a head without scope in ${told(table)}`);
          for (const table of visible('.table')) if (table.scrollWidth > table.clientWidth && table.tabIndex < 0) lacks.push('a table that scrolls out of the keyboard\'s reach');
          const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
          for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) lacks.push(`twice: #${id}`);
          return lacks;
        }
        """;

    /// <summary>Contrast of text and ground as WCAG reckons it; 4.5 at least, 3 for large text.</summary>
    public const string Pale =
        """
        () => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          const rgba = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
          const light = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = (one) => { for (let at = one; at; at = at.parentElement) { const color = rgba(getComputedStyle(at).backgroundColor); if (color[3] > 250) return color; } return [255, 255, 255]; };
          const pale = new Map();
          for (const one of document.querySelectorAll('body *')) {
            if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !one.checkVisibility() || one.closest('svg, .skip')) continue;
            const style = getComputedStyle(one);
            const [a, b] = [light(rgba(style.color)), light(ground(one))].sort((x, y) => y - x);
            const size = parseFloat(style.fontSize);
            const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < least) pale.set(`${one.tagName.toLowerCase()}.${one.className}`, `${ratio.toFixed(2)} ${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 30)}`);
          }
          return [...pale.values()];
        }
        """;
}
