"""The catalogue of open data, for the portals that gather such: DCAT 3 (W3C) with the properties that DCAT-AP asks for, as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from site_tools import urls
from site_tools.datasets import datasets
from site_tools.model.steering import Finance

if TYPE_CHECKING:
    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Indicator

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_MEDIA = {"CSV": "text/csv", "JSON": "application/json"}


def catalogue(portal: Portal, derived: Derived, site_url: str) -> dict[str, Any]:
    """The whole catalogue: a dataset for each table of the portal, each indicator with figures and each table of money."""
    here = urls.absolute(urls.CATALOGUE, site_url)
    site = portal.site
    publisher = {"@id": f"{here}#utgivare", "@type": "foaf:Agent", "foaf:name": site.organisation}
    measured = [one for one in portal.indicators if portal.series.get(one.id)]
    found = [
        _dataset(site_url, urls.DATA + t.name, t.title, f"{t.title}: {t.holds}.", (".csv",)) for t in datasets(portal, derived, site_url)
    ]
    found += [_of_record(site_url, one, derived.indicators[one.id].sentence) | _provenance(portal, one) for one in measured]
    found += [_of_record(site_url, one, one.name) for one in portal.every(Finance) if one.rows or one.applications]
    return {
        "@context": _CONTEXT,
        "@id": here,
        "@type": "dcat:Catalog",
        "dct:title": _words(site.name),
        "dct:description": _words(site.description),
        "dct:language": {"@id": f"{_LANGUAGES}SWE"},
        "dct:license": {"@id": site.licence_url} if site.licence_url else site.licence,
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": urls.absolute(urls.HOME, site_url)},
        "dcat:contactPoint": {
            "@type": "vcard:Kind",
            "vcard:fn": site.contact.name,
            "vcard:hasEmail": {"@id": f"mailto:{site.contact.email}"},
        },
        "dcat:dataset": [one | {"dct:publisher": {"@id": publisher["@id"]}} for one in found],
    }


def _of_record(site_url: str, one: Indicator | Finance, said: str) -> dict[str, Any]:
    source = {"dct:source": one.source.name} if one.source.name else {}
    source |= {"dct:rights": one.source.licence} if one.source.licence else {}
    page = {"dcat:landingPage": {"@id": urls.absolute(urls.address(one), site_url)}}
    files: tuple[str, ...] = (".csv", ".json")
    if isinstance(one, Finance) and one.rows and one.applications:
        files = (*files, f"{urls.APPLICATIONS_FILE}.csv")
    return _dataset(site_url, urls.beside(one, ""), one.name, said, files) | page | source


def _provenance(portal: Portal, one: Indicator) -> dict[str, Any]:
    """How the figures came here, when they were fetched."""
    if (fetched := portal.fetched.get(one.id)) is None:
        return {}
    said = f"Hämtat {fetched.at} från {fetched.address}: {fetched.table}, {fetched.title}. SHA-256 {fetched.digest}."
    return {"dct:provenance": {"@type": "dct:ProvenanceStatement", "rdfs:label": _words(said)}}


def _dataset(site_url: str, address: str, title: str, said: str, files: tuple[str, ...]) -> dict[str, Any]:
    """A dataset with its ``files``, which lie at ``address`` with these endings."""
    where = urls.absolute(address, site_url)
    return {
        "@id": f"{where}#data",
        "@type": "dcat:Dataset",
        "dct:title": _words(title),
        "dct:description": _words(said),
        "dcat:distribution": [_distribution(f"{where}{ending}") for ending in files],
    }


def _distribution(address: str) -> dict[str, Any]:
    form = address.rpartition(".")[2].upper()
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": _MEDIA[form],
        "dct:format": {"@id": f"{_FILE_TYPES}{form}"},
    }


def _words(said: str) -> dict[str, str]:
    return {"@language": "sv", "@value": said}
