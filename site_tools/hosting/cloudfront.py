"""A function for CloudFront in front of a bucket of S3, which knows neither folders' pages nor headers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from site_tools.policy import FEED_TYPE, OTHER_TYPE, RULES, TYPES

if TYPE_CHECKING:
    from site_tools.hosting.place import Place

_FUNCTION = """\
// Skriven av: build.py webbserver cloudfront. Kopplas till både viewer request och viewer response.
var base = %(base)s;
var moved = %(moved)s;
var gone = %(gone)s;
var rules = %(rules)s;
var types = %(types)s;

function handler(event) {
  var uri = event.request.uri;
  if (event.context.eventType === 'viewer-request') {
    return asked(event.request, uri);
  }
  var response = event.response;
  rules.forEach(function (rule) {
    if (new RegExp(rule[0]).test(uri)) {
      Object.keys(rule[1]).forEach(function (name) { response.headers[name] = { value: rule[1][name] }; });
    }
  });
  if (gone.indexOf(uri.replace(/index\\.html$/, '')) >= 0) {
    response.statusCode = 410;
    response.statusDescription = 'Gone';
  }
  if (response.statusCode === 200 || response.statusCode === 410) {
    response.headers['content-type'] = { value: type(uri) };
  }
  return response;
}

function asked(request, uri) {
  var target = uri === base ? base + '/' : moved[uri];
  if (!target && uri.indexOf(base + '/') === 0 && /\\/[^\\/.]+$/.test(uri)) {
    target = uri + '/';
  }
  if (target) {
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: target } } };
  }
  // A file that has lain beside a page that is gone; the page itself is there, and says why.
  if (gone.indexOf(uri.replace(/[^\\/]*$/, '')) >= 0 && /\\.[^\\/]+$/.test(uri) && !/\\/index\\.html$/.test(uri)) {
    return { statusCode: 410, statusDescription: 'Gone' };
  }
  if (/\\/$/.test(uri)) {
    request.uri = uri + 'index.html';
  }
  return request;
}

function type(uri) {
  if (/\\/atom\\.xml$/.test(uri)) {
    return %(feed)s;
  }
  return types[/\\/$/.test(uri) ? 'html' : uri.slice(uri.lastIndexOf('.') + 1)] || %(other)s;
}
"""


def cloudfront(place: Place) -> str:
    """The function in JavaScript: a folder's page, redirects, headers and types.

    The bucket holds the site below the same path as the host.
    """
    rules = [[place.pattern(rule.pattern), {name.lower(): value for name, value in rule.headers.items()}] for rule in RULES]
    return _FUNCTION % {
        "base": _js(place.base),
        "moved": _js({place.base + old: place.base + new for old, new in place.moved}),
        "gone": _js([place.base + old for old in place.gone]),
        "rules": _js(rules),
        "types": _js(TYPES),
        "feed": _js(FEED_TYPE),
        "other": _js(OTHER_TYPE),
    }


def _js(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
