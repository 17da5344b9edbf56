"""The site's headers, types and redirects (``policy``) in the words of each server, for a site at any path of its host."""

from __future__ import annotations

from site_tools.hosting.apache import apache
from site_tools.hosting.cloudfront import cloudfront
from site_tools.hosting.nginx import nginx
from site_tools.hosting.place import Place
from site_tools.hosting.static import headers_file, redirects_file

__all__ = ["SERVERS", "Place", "apache", "headers_file", "redirects_file"]

SERVERS = {"nginx": nginx, "apache": apache, "cloudfront": cloudfront}
"""Name of a server -> what writes its configuration."""
