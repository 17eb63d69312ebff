# One image a service:
#   docker build --build-arg SERVICE=login-indexer-service --tag login-indexer-service .

FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/repository \
    mvn -B -q -Dmaven.repo.local=/repository -DskipTests package -am -pl login-generator-service,login-processor-service,login-indexer-service
RUN javac -d health deploy/docker/HealthCheck.java && for jar in login-*-service/target/login-*-service.jar; do \
      cd "/build/${jar%/*}" && java -Djarmode=tools -jar "${jar##*/}" extract --layers --destination layers && \
      mkdir sbom && (cd sbom && jar -xf "../${jar##*/}" META-INF/sbom/application.cdx.json) || exit 1; \
    done

# An ahead-of-time cache is good for one Java runtime only, so the very runtime of the images writes them: it runs the
# pipeline on a broker and a node of its own, and each process leaves its cache behind when it ends.
FROM eclipse-temurin:25-jre AS training
WORKDIR /build
COPY --from=build /build ./
# The servers' own caches would be for nothing: an empty one is neither used nor written.
RUN --mount=type=cache,target=/repository \
    touch local-infrastructure/target/kafka.aot local-infrastructure/target/opensearch.aot && \
    java -Dlog.level=off -Xmx256m --enable-native-access=ALL-UNNAMED \
      -cp "local-infrastructure/target/local-infrastructure.jar:shared-dto/target/shared-dto.jar:$(cat local-infrastructure/target/server.classpath)" \
      dev.loginstream.infrastructure.Run --events 20000 --bad 0.01 && \
    for service in generator processor indexer; do \
      cd /build/login-$service-service/target && mkdir start && cp $service.aot start/application.aot && \
      { cat /build/deploy/docker/jvm.options && printf -- '%s\n' \
          -XX:AOTCache=application.aot '-Xlog:aot*=error' -Dspring.aot.enabled=true "-jar login-$service-service.jar"; \
      } > start/java.options || exit 1; \
    done

FROM eclipse-temurin:25-jre
ARG SERVICE
ARG VERSION=1.0.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title=$SERVICE \
      org.opencontainers.image.description="Login Stream: real-time login analytics on Kafka, Spring Boot and OpenSearch" \
      org.opencontainers.image.licenses=Apache-2.0 \
      org.opencontainers.image.version=$VERSION \
      org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.base.name=docker.io/library/eclipse-temurin:25-jre
ENV MANAGEMENT_SERVER_PORT=8081
WORKDIR /application
# What changes least comes first.
COPY LICENSE ./
COPY --from=build /build/health health
COPY --from=build /build/$SERVICE/target/layers/dependencies/ ./
COPY --from=build /build/$SERVICE/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/$SERVICE/target/layers/application/ ./
COPY --from=build /build/$SERVICE/target/sbom/META-INF/sbom sbom
COPY --from=training /build/$SERVICE/target/start/ ./
USER 10001:10001
# 8080 is the page and the API of the indexer alone.
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "health", "HealthCheck", "http://localhost:8081/actuator/health/liveness", "http://localhost:8081/actuator/health/readiness"]
# In exec form, so that the JVM is the process that a stop signals.
ENTRYPOINT ["java", "@java.options"]
