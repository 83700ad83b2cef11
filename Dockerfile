# The service image, for the API and the workers, and a Redis of the same base.
#
#   docker build --target service -t softjudge .
#
# BASE_IMAGE may be any Debian or Ubuntu with Python 3.11 or later in its packages. Where
# pip reaches no index from inside a build, run `make wheelhouse` first: the wheels that it
# puts into wheelhouse/ are then all that is installed.
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${BASE_IMAGE} AS redis
RUN apt-get update \
 && apt-get install -y --no-install-recommends redis-server \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o redis -g redis /data
USER redis
WORKDIR /data
VOLUME /data
EXPOSE 6379
# Every write goes to the append-only file, so that a restart loses no submission; keys are
# never evicted to make room. The port is for the containers of one network, not published.
CMD ["redis-server", "--bind", "0.0.0.0", "--protected-mode", "no", "--dir", "/data", \
     "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", \
     "--maxmemory-policy", "noeviction"]

FROM ${BASE_IMAGE} AS service
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --no-create-home softjudge
ENV PATH=/opt/softjudge/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
# The dependencies are a layer of their own: a change of our code does not install them again.
COPY pyproject.toml constraints.txt ./
COPY wheelhouse/ /wheelhouse/
RUN python3 -m venv /opt/softjudge \
 && python3 -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); \
print(*p["build-system"]["requires"], *p["project"]["dependencies"], \
*p["project"]["optional-dependencies"]["service"], sep="\n")' > requirements.txt \
 && if ls /wheelhouse/*.whl >/dev/null 2>&1; \
    then set -- --no-index --find-links /wheelhouse; else set --; fi \
 && pip install --no-cache-dir --disable-pip-version-check "$@" \
    -c constraints.txt -r requirements.txt
COPY . .
RUN pip install --no-cache-dir --disable-pip-version-check \
    --no-index --no-deps --no-build-isolation . \
 && rm -rf /src/build
WORKDIR /
USER softjudge
EXPOSE 8700
ENTRYPOINT ["softjudge"]
CMD ["serve", "--host", "0.0.0.0"]
